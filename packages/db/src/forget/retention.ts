import { dayMs, dayString, newId, type Scope, type ThreadId, zoneOf } from '@echoscope/domain'
import { claimDue } from '../claim-due.ts'
import { handOver } from '../copies/hand-over.ts'
import type { Waiting } from '../dispatch.ts'
import { sweepHeldBack } from '../held-back/write.ts'
import { lockScope } from '../lock-scope.ts'
import type { ScopedSql, Sessions } from '../session.ts'
import { forgetWithRows } from './insight-traces.ts'
import { type Removed, removeThreads } from './remove-threads.ts'

export interface Sweep extends Removed {
  readonly sweptAt: string
  /** `2026-11-23`, in the zone that the scope's days stood in: threads of earlier days were removed. */
  readonly beforeDay: string
}

export interface Retention {
  /** Scopes whose daily sweep is due; each is given to one worker, and to another one after some minutes where that one did not end it. */
  due(limit: number): Promise<Waiting[]>
  /** Removes threads older than the scope keeps them, and what was held back for its time. Null where it keeps threads for ever. Cut short, the next sweep goes on. */
  sweep(scope: Scope, now: Date): Promise<Sweep | null>
  /** What was removed, newest first. */
  sweeps(scope: Scope, limit: number): Promise<Sweep[]>
}

interface SweepRow extends Removed {
  swept_at: Date
  before_day: string
}
const columns = 'swept_at, before_day::text AS before_day, threads, communities, influencers, pain_points AS "painPoints"'
const toSweep = ({ swept_at, before_day, ...counts }: SweepRow): Sweep => ({ ...counts, sweptAt: swept_at.toISOString(), beforeDay: before_day })

const threadsEach = 2_000

export function createRetention(sessions: Sessions): Retention {
  return {
    due: (limit) => claimDue(sessions, 'sweep_at', limit),
    async sweep(scope, now) {
      const id = newId()
      for (;;) {
        const part = await sessions.inScope(scope, async (sql) => {
          await lockScope(sql)
          const before = await keptSince(sql, now)
          const holdsBack = await sweepHeldBack(sql, before?.from ?? null)
          if (before === null) {
            await sweepNext(sql, holdsBack)
            return null
          }
          await cutCoverage(sql, before.from)
          await sql.run(`DELETE FROM insight_runs WHERE ${sql.within()} AND written_at < $1`, [before.from])
          const removed = await removeSome(sql, before.day, now)
          if (removed.threads > 0) await forgetWithRows(sql)
          const isLast = removed.threads < threadsEach
          if (isLast) await sweepNext(sql, true)
          return { isLast, noted: await note(sql, id, { ...removed, beforeDay: before.day, sweptAt: now.toISOString() }) }
        })
        if (part === null) return null
        if (part.isLast) return part.noted
      }
    },
    sweeps: (scope, limit) =>
      sessions.readScope(scope, async (sql) => {
        const rows = await sql.all<SweepRow>(`SELECT ${columns} FROM retention_sweeps WHERE ${sql.within()} ORDER BY swept_at DESC, id DESC LIMIT $1`, [limit])
        return rows.map(toSweep)
      }),
  }
}

/** The first day whose threads a scope keeps, and when it began. */
export interface Kept {
  readonly day: string
  readonly from: Date
}

/** Null: it keeps every thread. */
export async function keptSince(sql: ScopedSql, now: Date): Promise<Kept | null> {
  const row = await sql.first<{ days: number | null; zone: string }>(
    'SELECT retention_days AS days, day_zone AS zone FROM campaigns WHERE brand_id = $1 AND id = $2',
    [sql.scope.brandId, sql.scope.campaignId],
  )
  if (row === null || row.days === null) return null
  const zone = zoneOf(row.zone)
  const day = dayString(new Date(Date.parse(zone.dayOf(now)) - row.days * dayMs))
  return { day, from: zone.startOf(day) }
}

async function removeSome(sql: ScopedSql, before: string, now: Date): Promise<Removed> {
  const rows = await sql.all<{ id: ThreadId }>(
    `SELECT id FROM threads WHERE ${sql.within()} AND day < $1 AND published_at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
     ORDER BY published_at, id LIMIT ${threadsEach}`,
    [before],
  )
  const ids = rows.map(({ id }) => id)
  await handOver(sql, ids, now)
  return removeThreads(sql, ids)
}

/** Days that were swept are days that nothing is known of: had they stayed covered, they would count as days without a post. */
async function cutCoverage(sql: ScopedSql, before: Date): Promise<void> {
  const edge = [before]
  // Of windows of one run and source that lie across the edge one is kept, so that no two begin there.
  await sql.run(
    `DELETE FROM source_coverage c WHERE ${sql.within('c')} AND (c.ends_at <= $1 OR (c.starts_at < $1 AND EXISTS (
       SELECT FROM source_coverage o WHERE ${sql.within('o')} AND o.run_id = c.run_id AND o.source = c.source AND o.starts_at <= $1
         AND (o.ends_at, o.starts_at) > (c.ends_at, c.starts_at))))`,
    edge,
  )
  await sql.run(
    `UPDATE source_coverage c SET starts_at = $1 WHERE ${sql.within('c')} AND c.starts_at < $1 AND NOT EXISTS (
       SELECT FROM source_coverage o WHERE ${sql.within('o')} AND o.run_id = c.run_id AND o.source = c.source AND o.starts_at = $1)`,
    edge,
  )
  await sql.run(`DELETE FROM source_coverage c WHERE ${sql.within('c')} AND c.starts_at < $1`, edge)
}

/** Tomorrow, while there is anything that has its time. */
const sweepNext = ({ run, scope: { brandId, campaignId } }: ScopedSql, again: boolean): Promise<number> =>
  run(`UPDATE scout_dispatch SET sweep_at = CASE WHEN $3 THEN now() + interval '1 day' END WHERE brand_id = $1 AND campaign_id = $2 AND sweep_at IS NOT NULL`, [
    brandId,
    campaignId,
    again,
  ])

/** Adds a part to what is noted of its sweep, with the commit that removes it: a sweep that is killed has told of all that is gone. */
async function note(sql: ScopedSql, id: string, part: Sweep): Promise<Sweep> {
  const { brandId, campaignId, type } = sql.scope
  const row = await sql.first<SweepRow>(
    `INSERT INTO retention_sweeps AS s (brand_id, campaign_id, campaign_type, id, swept_at, before_day, threads, communities, influencers, pain_points)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (brand_id, campaign_id, id) DO UPDATE SET threads = s.threads + excluded.threads, communities = s.communities + excluded.communities,
       influencers = s.influencers + excluded.influencers, pain_points = s.pain_points + excluded.pain_points, before_day = excluded.before_day
       WHERE ${sql.within('s')}
     RETURNING ${columns}`,
    [brandId, campaignId, type, id, part.sweptAt, part.beforeDay, part.threads, part.communities, part.influencers, part.painPoints],
  )
  if (row === null) throw new Error('the sweep that was just noted is not there')
  return toSweep(row)
}
