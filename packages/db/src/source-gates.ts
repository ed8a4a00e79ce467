import { type Gate, type GateFault, intervalOf, type Pace, type Turn } from '@echoscope/domain'
import { digestOf } from './attempts.ts'
import type { Sessions, Sql } from './session.ts'

export interface GatedPlace {
  /** With its port, as addresses name it. */
  readonly host: string
  /** What the place counts by; null: the address of this installation. Only a digest of it is kept. */
  readonly credential: string | null
  /** Null: only what the place says itself. */
  readonly pace: Pace | null
}

export interface SourceGates {
  /** The one gate of this place and credential, for all processes and workspaces together. Times go by the database's clock. */
  of(place: GatedPlace): Gate
}

interface Row {
  now: number
  free: number
  closed: number | null
  closed_as: GateFault | null
}

/** So long after its last turn a gate has nothing left to remember. */
const forgottenAfter = '7 days'

export function createSourceGates(sessions: Sessions): SourceGates {
  return {
    of({ host, credential, pace }) {
      const digest = digestOf(JSON.stringify([host.toLowerCase(), credential]))
      const intervalMs = pace === null ? 0 : intervalOf(pace)
      const aheadMs = pace === null ? 0 : (pace.burst - 1) * intervalMs
      return {
        enter: (patienceMs) =>
          sessions.outside(async (sql): Promise<Turn> => {
            const { now, free, closed, closed_as } = await held(sql, digest)
            const start = Math.max(now, free - aheadMs, closed ?? 0)
            const waitMs = Math.ceil(start - now)
            const fault = closed !== null && closed >= start ? (closed_as ?? 'rate_limited') : 'rate_limited'
            if (waitMs > patienceMs) return { taken: false, waitMs, fault }
            await sql.run('UPDATE source_gates SET free_at = to_timestamp($2::float8 / 1000) WHERE digest = $1', [digest, Math.max(free, start) + intervalMs])
            return { taken: true, waitMs, fault }
          }),
        closedMs: () =>
          sessions.outside(async (sql) => {
            const row = await sql.first<{ ms: number | null }>(
              'SELECT (extract(epoch FROM closed_until - clock_timestamp()) * 1000)::float8 AS ms FROM source_gates WHERE digest = $1',
              [digest],
            )
            return Math.max(0, Math.ceil(row?.ms ?? 0))
          }),
        close: (ms, fault) =>
          sessions.outside(async (sql) => {
            await sql.run('DELETE FROM source_gates WHERE free_at < now() - $1::interval AND (closed_until IS NULL OR closed_until < now())', [forgottenAfter])
            await held(sql, digest)
            await sql.run(
              `UPDATE source_gates SET closed_as = $3, closed_until = clock_timestamp() + $2::float8 * interval '1 millisecond'
               WHERE digest = $1 AND (closed_until IS NULL OR closed_until < clock_timestamp() + $2::float8 * interval '1 millisecond')`,
              [digest, ms, fault],
            )
          }),
      }
    },
  }
}

/** The gate's row, locked: who comes at the same time stands behind. */
async function held(sql: Sql, digest: Buffer): Promise<Row> {
  await sql.run('INSERT INTO source_gates (digest, free_at) VALUES ($1, clock_timestamp()) ON CONFLICT DO NOTHING', [digest])
  const row = await sql.first<Omit<Row, 'now'>>(
    `SELECT (extract(epoch FROM free_at) * 1000)::float8 AS free, (extract(epoch FROM closed_until) * 1000)::float8 AS closed, closed_as
     FROM source_gates WHERE digest = $1 FOR UPDATE`,
    [digest],
  )
  // Read after the lock: the time it took to get it has passed.
  const clock = await sql.first<{ now: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now')
  if (row === null || clock === null) throw new Error('the gate that was just locked is not there')
  return { ...row, ...clock }
}
