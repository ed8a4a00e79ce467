import { newId, type RunId, type Scope, type StoredPost } from '@echoscope/domain'
import { claimDue } from './claim-due.ts'
import type { Waiting } from './dispatch.ts'
import { lockScope } from './lock-scope.ts'
import type { ScopedSql, Sessions } from './session.ts'

/** How long a stored post of a place may go without being asked for again, whatever its age. */
export interface Freshness {
  readonly platform: string
  readonly withinMs: number
}

export interface Rereads {
  /** Scopes whose stored posts may have to be asked for again, each given to one worker. */
  due(limit: number): Promise<Waiting[]>
  /** Makes a run where a stored post is due, unless one is open; null: none was made. Looks again in an hour. */
  claim(scope: Scope, freshness: readonly Freshness[], now: Date): Promise<RunId | null>
  /** Posts of a place to ask for, those most overdue first. `isWished`: a user asked, and all that were not asked within ten minutes count as due. */
  stored(scope: Scope, wanted: Freshness & { readonly isWished: boolean; readonly limit: number }, now: Date): Promise<StoredPost[]>
  /** Whether a run that looks for new posts waits for its turn. */
  scoutWaits(scope: Scope): Promise<boolean>
}

/** A quarter of a post's age passes between two askings: the young ones still move. */
const shortestSeconds = 6 * 3_600
const lastAsked = 'greatest(coalesce(t.asked_at, t.collected_at), coalesce(t.observed_at, t.collected_at))'
const dueAt = (now: string, longestMs: string): string =>
  `${lastAsked} + make_interval(secs => least(greatest(extract(epoch FROM ${now}::timestamptz - t.published_at) / 4, ${shortestSeconds}), ${longestMs}::float8 / 1000))`

export function createRereads(sessions: Sessions): Rereads {
  return {
    due: (limit) => claimDue(sessions, 'refresh_at', limit),
    claim: (scope, freshness, now) =>
      sessions.inScope(scope, async (sql) => {
        await lockScope(sql)
        const open = await sql.first(`SELECT id FROM scout_runs WHERE ${sql.within()} AND status IN ('queued', 'running') AND mode = 'refresh'`)
        const id = open === null && (await hasDue(sql, freshness, now)) ? await request(sql, now) : null
        await sql.run(
          `UPDATE scout_dispatch SET refresh_at = now() + interval '1 hour', wake_at = CASE WHEN $3 THEN least(wake_at, now()) ELSE wake_at END
           WHERE brand_id = $1 AND campaign_id = $2`,
          [scope.brandId, scope.campaignId, id !== null],
        )
        return id
      }),
    stored: (scope, { platform, withinMs, isWished, limit }, now) =>
      sessions.readScope(scope, (sql) =>
        sql.all<StoredPost>(
          `SELECT t.external_id AS "externalId", t.url FROM threads t
           WHERE ${sql.within('t')} AND t.platform = $1 AND t.gone IS NULL
             AND CASE WHEN $4 THEN ${lastAsked} <= $2::timestamptz - interval '10 minutes' ELSE ${dueAt('$2', '$3')} <= $2::timestamptz END
           ORDER BY ${dueAt('$2', '$3')}, t.external_id LIMIT $5`,
          [platform, now, withinMs, isWished, limit],
        ),
      ),
    scoutWaits: (scope) =>
      sessions.readScope(scope, async (sql) => {
        const run = await sql.first(
          `SELECT id FROM scout_runs WHERE ${sql.within()} AND status IN ('queued', 'running') AND mode <> 'refresh' AND (retry_at IS NULL OR retry_at <= now()) LIMIT 1`,
        )
        return run !== null
      }),
  }
}

async function hasDue(sql: ScopedSql, freshness: readonly Freshness[], now: Date): Promise<boolean> {
  const row = await sql.first(
    `SELECT t.id FROM threads t JOIN unnest($1::text[], $2::float8[]) AS f (platform, longest) ON f.platform = t.platform
     WHERE ${sql.within('t')} AND t.gone IS NULL AND ${dueAt('$3', 'f.longest')} <= $3::timestamptz LIMIT 1`,
    [freshness.map(({ platform }) => platform), freshness.map(({ withinMs }) => withinMs), now],
  )
  return row !== null
}

async function request(sql: ScopedSql, now: Date): Promise<RunId> {
  const { brandId, campaignId, type } = sql.scope
  const id = newId<'run'>(now.getTime())
  await sql.run(
    `INSERT INTO scout_runs (brand_id, campaign_id, campaign_type, id, trigger, mode, status, requested_at)
     VALUES ($1, $2, $3, $4, 'schedule', 'refresh', 'queued', $5)`,
    [brandId, campaignId, type, id, now],
  )
  return id
}

/** Notes that the source was asked for these, whatever it answered. */
export async function noteAsked(
  sql: ScopedSql,
  asked: readonly Pick<StoredPost, 'externalId'>[],
  { platform, at }: { platform: string; at: Date },
): Promise<void> {
  if (asked.length === 0) return
  await sql.run(`UPDATE threads SET asked_at = $2 WHERE ${sql.within()} AND platform = $1 AND external_id = ANY($3::text[])`, [
    platform,
    at,
    asked.map(({ externalId }) => externalId),
  ])
}
