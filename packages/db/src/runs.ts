import {
  type ArchiveOptions,
  DomainError,
  newId,
  notFound,
  type Page,
  type Run,
  type RunId,
  type RunSource,
  type RunStatus,
  type Scope,
} from '@echoscope/domain'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { lockScope } from './lock-scope.ts'
import type { ScopedSql, Sessions } from './session.ts'

export interface ArchiveInput {
  /** Absolute paths, readable by the process that runs the import. */
  readonly files: readonly string[]
  readonly options: ArchiveOptions
  /** Delete the files when the run has ended: uploads. */
  readonly temporary: boolean
}
export type RunRequest =
  | { readonly trigger: 'manual'; readonly mode: 'incremental' | 'backfill' | 'refresh'; readonly since: Date | null }
  | { readonly trigger: 'import'; readonly mode: 'archive'; readonly archive: ArchiveInput }

export interface Runs {
  /**
   * Asks for a run. An open run of the scope is returned and not doubled, and waits no longer for its next try; imports queue up one after the other, and a
   * refresh stands beside the others.
   */
  request(scope: Scope, request: RunRequest): Promise<{ runId: RunId; created: boolean }>
  list(scope: Scope, options: { cursor?: string | undefined; limit: number }): Promise<Page<Run>>
  get(scope: Scope, runId: RunId): Promise<Run>
  /** Files that were sent for runs of this scope and that no run has ended over: they go when the scope goes. */
  uploads(scope: Scope): Promise<string[]>
  /** A run that was not begun ends at once, another within seconds of a worker's hearing of it; `wrong_state` when it has ended already. */
  cancel(scope: Scope, runId: RunId): Promise<void>
}

export function createRuns(sessions: Sessions): Runs {
  return {
    request: (scope, request) => sessions.inScope(scope, (sql) => requestRun(sql, request)),
    list: (scope, { cursor, limit }) =>
      sessions.readScope(scope, async (sql) => {
        const after = cursor === undefined ? null : decodeCursor(cursor, 'instant')
        const rows = await sql.all<RunRow>(
          `${select} WHERE ${sql.within('r')} AND ($1::timestamptz IS NULL OR (r.requested_at, r.id) < ($1::timestamptz, $2::uuid))
           ORDER BY r.requested_at DESC, r.id DESC LIMIT $3`,
          [after?.value ?? null, after?.id ?? null, limit + 1],
        )
        const shown = rows.slice(0, limit)
        const last = shown.at(-1)
        return {
          items: await withDetails(sql, shown),
          nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ value: last.cursor_value, id: last.id }) : null,
        }
      }),
    get: (scope, runId) =>
      sessions.readScope(scope, async (sql) => {
        const [run] = await withDetails(sql, await sql.all<RunRow>(`${select} WHERE ${sql.within('r')} AND r.id = $1`, [runId]))
        if (run === undefined) throw notFound('run')
        return run
      }),
    uploads: (scope) =>
      sessions.readScope(scope, async (sql) => {
        const rows = await sql.all<{ file: string }>(
          `SELECT jsonb_array_elements_text(r.archive->'files') AS file FROM scout_runs r
           WHERE ${sql.within('r')} AND (r.archive->>'temporary')::boolean AND r.finished_at IS NULL`,
        )
        return rows.map(({ file }) => file)
      }),
    cancel: (scope, runId) => sessions.inScope(scope, (sql) => cancelRun(sql, runId)),
  }
}

async function cancelRun(sql: ScopedSql, runId: RunId): Promise<void> {
  await lockScope(sql)
  const run = await sql.first<{ finished: boolean; untouched: boolean }>(
    `SELECT finished_at IS NOT NULL AS finished, started_at IS NULL AND NOT coalesce((archive->>'temporary')::boolean, false) AS untouched
     FROM scout_runs WHERE ${sql.within()} AND id = $1 FOR UPDATE`,
    [runId],
  )
  if (run === null) throw notFound('run')
  if (run.finished) throw new DomainError('wrong_state', 'This run has ended already; there is nothing to cancel.')
  if (run.untouched) {
    await sql.run(`UPDATE scout_runs SET status = 'cancelled', reason = 'cancelled before it began', finished_at = now() WHERE ${sql.within()} AND id = $1`, [
      runId,
    ])
    return
  }
  // Whoever works on it ends it; where it waits for its next try, a worker is woken to tidy up after it.
  await sql.run(`UPDATE scout_runs SET cancel_requested_at = coalesce(cancel_requested_at, now()), retry_at = NULL WHERE ${sql.within()} AND id = $1`, [runId])
  await wakeAfter(sql, 0)
}

const wakeAfter = (sql: ScopedSql, seconds: number): Promise<number> =>
  sql.run('UPDATE scout_dispatch SET wake_at = least(wake_at, now() + make_interval(secs => $3)) WHERE brand_id = $1 AND campaign_id = $2', [
    sql.scope.brandId,
    sql.scope.campaignId,
    seconds,
  ])

/** An import by the command line is worked on by the process that asked; only when that is gone a worker takes it up. */
const importersStartSeconds = 20

async function requestRun(sql: ScopedSql, request: RunRequest): Promise<{ runId: RunId; created: boolean }> {
  const { brandId, campaignId, type } = sql.scope
  await lockScope(sql)
  if (request.trigger !== 'import') {
    const open = await sql.first<{ id: RunId }>(
      `UPDATE scout_runs SET retry_at = NULL WHERE ${sql.within()} AND status IN ('queued', 'running') AND trigger <> 'import' AND (mode = 'refresh') = $1 RETURNING id`,
      [request.mode === 'refresh'],
    )
    if (open !== null) {
      await wakeAfter(sql, 0)
      return { runId: open.id, created: false }
    }
  }
  const id = newId<'run'>()
  await sql.run(
    `INSERT INTO scout_runs (brand_id, campaign_id, campaign_type, id, trigger, mode, since, archive, status, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', now())`,
    [
      brandId,
      campaignId,
      type,
      id,
      request.trigger,
      request.mode,
      request.trigger === 'manual' ? request.since : null,
      request.trigger === 'import' ? JSON.stringify(request.archive) : null,
    ],
  )
  await wakeAfter(sql, request.trigger === 'import' && !request.archive.temporary ? importersStartSeconds : 0)
  return { runId: id, created: true }
}

const select = `
  SELECT r.id, r.status, r.reason, r.trigger, r.mode, r.requested_at, r.requested_at::text AS cursor_value, r.started_at, r.finished_at, r.attempts,
    r.retry_at, r.archive->'files' AS files
  FROM scout_runs r`
interface RunRow {
  id: RunId
  status: RunStatus
  reason: string | null
  trigger: Run['trigger']
  mode: Run['mode']
  requested_at: Date
  cursor_value: string
  started_at: Date | null
  finished_at: Date | null
  attempts: number
  retry_at: Date | null
  files: string[] | null
}
interface SourceRow {
  run_id: RunId
  source: string
  status: RunSource['status']
  fetched: string
  matched: string
  stored: string
  updated: string
  unchanged: string
  gone: string
  errors: string
  left_out: Record<string, number>
  last_error: string | null
  waiting_until: Date | null
  progress_done: number | null
  progress_total: number | null
}

const shownFaults = 100

async function withDetails(sql: ScopedSql, runs: readonly RunRow[]): Promise<Run[]> {
  const ids = runs.map((run) => run.id)
  const sources = await sql.all<SourceRow>(`SELECT * FROM scout_run_sources WHERE ${sql.within()} AND run_id = ANY($1::uuid[]) ORDER BY source`, [ids])
  const faults = await sql.all<{ run_id: RunId; source: string; place: string; reason: string }>(
    `SELECT run_id, source, place, reason FROM scout_faults WHERE ${sql.within()} AND run_id = ANY($1::uuid[]) AND ordinal < $2 ORDER BY source, ordinal`,
    [ids, shownFaults],
  )
  return runs.map((run) => {
    const own = sources.filter((source) => source.run_id === run.id).map(toSource)
    const sum = (field: 'fetched' | 'matched' | 'stored' | 'updated' | 'unchanged' | 'gone' | 'errors') =>
      own.reduce((total, source) => total + source[field], 0)
    return {
      id: run.id,
      status: run.status,
      reason: run.reason,
      trigger: run.trigger,
      mode: run.mode,
      files: (run.files ?? []).map((path) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)),
      requestedAt: run.requested_at.toISOString(),
      retryAt: run.finished_at === null ? (run.retry_at?.toISOString() ?? null) : null,
      startedAt: run.started_at?.toISOString() ?? null,
      finishedAt: run.finished_at?.toISOString() ?? null,
      attempts: run.attempts,
      fetched: sum('fetched'),
      matched: sum('matched'),
      stored: sum('stored'),
      updated: sum('updated'),
      unchanged: sum('unchanged'),
      gone: sum('gone'),
      errors: sum('errors'),
      sources: own,
      faults: faults.filter((fault) => fault.run_id === run.id).map(({ source, place, reason }) => ({ source, place, reason })),
    }
  })
}

const toSource = (row: SourceRow): RunSource => ({
  source: row.source,
  status: row.status,
  fetched: Number(row.fetched),
  matched: Number(row.matched),
  stored: Number(row.stored),
  updated: Number(row.updated),
  unchanged: Number(row.unchanged),
  gone: Number(row.gone),
  leftOut: row.left_out,
  errors: Number(row.errors),
  lastError: row.last_error,
  waitingUntil: row.waiting_until?.toISOString() ?? null,
  progress: row.progress_done === null ? null : { done: row.progress_done, total: row.progress_total },
})
