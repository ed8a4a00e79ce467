import type { Checkpoint, Run, RunId, Scope, Window } from '@echoscope/domain'
import { holdLease, type Lease } from './dispatch.ts'
import { keptSince } from './forget/retention.ts'
import type { ArchiveInput } from './runs.ts'
import type { ScopedSql, Sessions } from './session.ts'

/** A run taken up by the holder of its scope's lease. */
export interface OpenRun {
  readonly id: RunId
  readonly trigger: 'schedule' | 'manual' | 'import'
  readonly mode: Run['mode']
  readonly since: Date | null
  readonly archive: ArchiveInput | null
  readonly attempts: number
  readonly cancelRequested: boolean
}
export interface SourceState {
  readonly source: string
  readonly status: 'queued' | 'running' | 'waiting' | 'succeeded' | 'partial' | 'failed'
  readonly window: Window | null
  readonly checkpoint: Checkpoint | null
  readonly errors: number
}
export type RunEnd = 'succeeded' | 'partial' | 'failed' | 'skipped' | 'cancelled'

/** How a run goes on, written by the one worker that holds the scope's lease. */
export interface RunProgress {
  /** The oldest open run that may be worked on now (or the one named), refreshes last, marked running; null when there is none. */
  take(lease: Lease, runId?: RunId): Promise<OpenRun | null>
  /** The run's sources, with the checkpoints of an earlier attempt; rows are made for those that are new. */
  prepare(lease: Lease, runId: RunId, sources: readonly { source: string; window: Window | null }[]): Promise<SourceState[]>
  setSource(lease: Lease, runId: RunId, state: SourceChange): Promise<void>
  /** Ends the run. What was covered moves the sources' marks; what failed is kept as a gap. */
  finish(lease: Lease, runId: RunId, end: { status: RunEnd; reason: string | null }): Promise<void>
  /** Leaves the run open for a later try. */
  retryAt(lease: Lease, runId: RunId, retry: { at: Date; reason: string }): Promise<void>
  /** Gives a run back that was begun and not ended: the next worker may take it, after those who waited longer, and the attempt does not count. */
  leave(lease: Lease, runId: RunId): Promise<void>
  /** Whether a user asked the run to stop. */
  cancelRequested(scope: Scope, runId: RunId): Promise<boolean>
  /** How far a source was collected by all runs before; null when never. */
  collectedUntil(scope: Scope, source: string): Promise<Date | null>
}
export interface SourceChange {
  readonly source: string
  readonly status: SourceState['status']
  readonly error: string | null
  readonly waitingUntil: Date | null
}

export function createRunProgress(sessions: Sessions): RunProgress {
  const held = <T>(lease: Lease, work: (sql: ScopedSql) => Promise<T>): Promise<T> =>
    sessions.inScope(lease.scope, async (sql) => {
      await holdLease(sql, lease)
      return work(sql)
    })
  return {
    take: (lease, runId) => held(lease, (sql) => take(sql, runId ?? null)),
    prepare: (lease, runId, sources) => held(lease, (sql) => prepare(sql, runId, sources)),
    setSource: async (lease, runId, { source, status, error, waitingUntil }) => {
      await held(lease, (sql) =>
        sql.run(
          `UPDATE scout_run_sources SET status = $3, last_error = coalesce($4, last_error), waiting_until = $5
           WHERE ${sql.within()} AND run_id = $1 AND source = $2`,
          [runId, source, status, error, waitingUntil],
        ),
      )
    },
    finish: (lease, runId, end) => held(lease, (sql) => finish(sql, runId, end)),
    retryAt: async (lease, runId, { at, reason }) => {
      await held(lease, async (sql) => {
        await sql.run(`UPDATE scout_runs SET status = 'queued', retry_at = $2, reason = $3 WHERE ${sql.within()} AND id = $1`, [runId, at, reason])
        await wakeForWhatIsOpen(sql)
      })
    },
    leave: async (lease, runId) => {
      await held(lease, async (sql) => {
        await sql.run(`UPDATE scout_runs SET status = 'queued', attempts = attempts - 1 WHERE ${sql.within()} AND id = $1 AND status = 'running'`, [runId])
        await wakeForWhatIsOpen(sql)
        await sql.run('UPDATE scout_dispatch SET wake_at = greatest(wake_at, now()) WHERE brand_id = $1 AND campaign_id = $2 AND wake_at IS NOT NULL', [
          sql.scope.brandId,
          sql.scope.campaignId,
        ])
      })
    },
    cancelRequested: (scope, runId) =>
      sessions.readScope(scope, async (sql) => {
        const run = await sql.first(`SELECT id FROM scout_runs WHERE ${sql.within()} AND id = $1 AND cancel_requested_at IS NOT NULL`, [runId])
        return run !== null
      }),
    collectedUntil: (scope, source) =>
      sessions.readScope(scope, async (sql) => {
        const row = await sql.first<{ at: Date }>(`SELECT collected_until AS at FROM checkpoints WHERE ${sql.within()} AND source = $1`, [source])
        return row?.at ?? null
      }),
  }
}

interface RunRow {
  id: RunId
  trigger: OpenRun['trigger']
  mode: OpenRun['mode']
  since: Date | null
  archive: ArchiveInput | null
  attempts: number
  cancel: boolean
}

async function take(sql: ScopedSql, runId: RunId | null): Promise<OpenRun | null> {
  const row = await sql.first<RunRow>(
    `UPDATE scout_runs SET status = 'running', started_at = coalesce(started_at, now()), attempts = attempts + 1, retry_at = NULL
     WHERE ${sql.within()} AND status IN ('queued', 'running') AND id = (
       SELECT id FROM scout_runs
       WHERE ${sql.within()} AND status IN ('queued', 'running') AND (retry_at IS NULL OR retry_at <= now()) AND ($1::uuid IS NULL OR id = $1::uuid)
       ORDER BY mode = 'refresh', requested_at, id LIMIT 1)
     RETURNING id, trigger, mode, since, archive, attempts, cancel_requested_at IS NOT NULL AS cancel`,
    [runId],
  )
  if (row === null) {
    await wakeForWhatIsOpen(sql)
    return null
  }
  const { cancel, ...run } = row
  return { ...run, cancelRequested: cancel }
}

async function prepare(sql: ScopedSql, runId: RunId, sources: readonly { source: string; window: Window | null }[]): Promise<SourceState[]> {
  const { brandId, campaignId, type } = sql.scope
  for (const { source, window } of sources) {
    await sql.run(
      `INSERT INTO scout_run_sources (brand_id, campaign_id, campaign_type, run_id, source, status, window_since, window_until)
       VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7) ON CONFLICT DO NOTHING`,
      [brandId, campaignId, type, runId, source, window?.since ?? null, window?.until ?? null],
    )
  }
  const rows = await sql.all<{
    source: string
    status: SourceState['status']
    window_since: Date | null
    window_until: Date | null
    checkpoint: Checkpoint | null
    errors: string
  }>(`SELECT source, status, window_since, window_until, checkpoint, errors FROM scout_run_sources WHERE ${sql.within()} AND run_id = $1 ORDER BY source`, [
    runId,
  ])
  return rows.map((row) => ({
    source: row.source,
    status: row.status,
    window: row.window_since === null || row.window_until === null ? null : { since: row.window_since, until: row.window_until },
    checkpoint: row.checkpoint,
    errors: Number(row.errors),
  }))
}

async function finish(sql: ScopedSql, runId: RunId, { status, reason }: { status: RunEnd; reason: string | null }): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  await sql.run(`UPDATE scout_runs SET status = $2, reason = $3, finished_at = now() WHERE ${sql.within()} AND id = $1 AND finished_at IS NULL`, [
    runId,
    status,
    reason,
  ])
  // A source that the run did not come to the end of is not left "running" for ever.
  await sql.run(
    `UPDATE scout_run_sources SET status = CASE WHEN fetched > 0 THEN 'partial' ELSE 'failed' END, waiting_until = NULL,
       last_error = coalesce(last_error, $2)
     WHERE ${sql.within()} AND run_id = $1 AND status IN ('queued', 'running', 'waiting')`,
    [runId, reason ?? 'not read to the end'],
  )
  const asked = await sql.all<{ source: string; status: string; since: Date; until: Date; error: string | null }>(
    `SELECT source, status, window_since AS since, window_until AS until, last_error AS error FROM scout_run_sources
     WHERE ${sql.within()} AND run_id = $1 AND window_since IS NOT NULL AND window_until > window_since AND status IN ('succeeded', 'partial', 'failed')`,
    [runId],
  )
  const edge = await keptSince(sql, new Date())
  for (const { source, status: outcome, since: askedSince, until, error } of asked) {
    // Posts from before the days that are kept were left out, so nothing is known of those days.
    const since = edge === null ? askedSince : new Date(Math.max(askedSince.getTime(), edge.from.getTime()))
    if (since < until)
      await sql.run(
        `INSERT INTO source_coverage (brand_id, campaign_id, campaign_type, run_id, source, starts_at, ends_at, ok, reason, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now()) ON CONFLICT DO NOTHING`,
        [brandId, campaignId, type, runId, source, since, until, outcome === 'succeeded', error ?? ''],
      )
    if (outcome === 'succeeded')
      await sql.run(
        `INSERT INTO checkpoints (brand_id, campaign_id, campaign_type, source, collected_until) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (brand_id, campaign_id, source) DO UPDATE SET collected_until = greatest(checkpoints.collected_until, EXCLUDED.collected_until)`,
        [brandId, campaignId, type, source, until],
      )
  }
  await sql.run(
    `UPDATE campaigns SET last_run_id = $3, last_run_status = $4, last_run_finished_at = now() WHERE brand_id = $1 AND id = $2
     AND NOT EXISTS (SELECT FROM scout_runs r WHERE ${sql.within('r')} AND r.id = $3 AND r.mode = 'refresh')`,
    [brandId, campaignId, runId, status],
  )
  // What the run changed is told anew; a run that changed nothing leaves the next writing where it is.
  await sql.run(
    `UPDATE scout_dispatch SET insights_at = now() WHERE brand_id = $1 AND campaign_id = $2
     AND EXISTS (SELECT FROM scout_run_sources s WHERE ${sql.within('s')} AND s.run_id = $3 AND s.stored + s.updated > 0)`,
    [brandId, campaignId, runId],
  )
  await wakeForWhatIsOpen(sql)
}

/** The dispatcher looks at this scope again when its next open run may be worked on, and not at all when none is open. */
async function wakeForWhatIsOpen(sql: ScopedSql): Promise<void> {
  await sql.run(
    `UPDATE scout_dispatch SET wake_at = (
       SELECT min(coalesce(retry_at, requested_at)) FROM scout_runs WHERE ${sql.within()} AND status IN ('queued', 'running'))
     WHERE brand_id = $1 AND campaign_id = $2`,
    [sql.scope.brandId, sql.scope.campaignId],
  )
}
