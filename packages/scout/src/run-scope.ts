import type { Hold, Lease } from '@echoscope/db'
import { DomainError, type RunId, type Scope, scopeKey } from '@echoscope/domain'
import type { ScoutDeps } from './deps.ts'
import { isDeadHere } from './holder.ts'
import { keepLease } from './keep-lease.ts'
import { patiently } from './patiently.ts'
import { Slice, type SliceOptions } from './slice.ts'
import { type Work, workOn } from './work-on.ts'

export type ScopeOutcome =
  /** Another worker holds the scope. */
  | { readonly outcome: 'busy'; readonly hold: Hold | null }
  /** The runs that were worked on; none when nothing was open. */
  | { readonly outcome: 'done'; readonly runs: readonly RunId[] }

const leaseLifeMs = 60_000

export interface RunScopeOptions {
  /** Names this worker in the lease; one made by `holderHere` is not waited for once its process has ended. */
  readonly holder: string
  /** Aborted when the process drains: the run at work is left at its next batch, open for another worker. */
  readonly signal: AbortSignal
  /** Work on this run alone. */
  readonly runId?: RunId
  /** A run leaves the worker to others that wait; absent: it works to its end. */
  readonly shares?: SliceOptions
}

/**
 * Works on the open runs of one scope, oldest first, under its lease. A run that was cut short goes on from its checkpoints. A source's failure is a
 * result, not an error; a fault of our own is kept with the run, which is tried again, and thrown.
 * @throws DomainError `lease_lost` when another worker took over.
 */
export async function runScope(deps: ScoutDeps, scope: Scope, { holder, signal, runId, shares }: RunScopeOptions): Promise<ScopeOutcome> {
  const { lease, hold } = await acquire(deps, scope, holder)
  if (lease === null) return { outcome: 'busy', hold }
  await using keeper = keepLease(deps, lease)
  const stop = AbortSignal.any([signal, keeper.lost])
  const runs: RunId[] = []
  while (!stop.aborted) {
    const run = await patiently(deps, () => deps.db.runProgress.take(lease, runId))
    if (run === null) break
    runs.push(run.id)
    deps.log('run_started', { scope: scopeKey(scope), runId: run.id, attempt: run.attempts })
    // An archive is read again from its beginning when it is taken up.
    const slice = shares === undefined || run.mode === 'archive' ? null : new Slice(deps, shares)
    const open = await workOrKeepFault(deps, { lease, run, signal: stop, ...(slice === null ? {} : { slice }) })
    if (open && (stop.aborted || slice?.isOver === true) && !keeper.lost.aborted) await leave(deps, lease, run.id)
    if (open || runId !== undefined) break
  }
  return { outcome: 'done', runs }
}

async function acquire({ db: { dispatch }, leaseLifeMs: lifeMs = leaseLifeMs, log }: ScoutDeps, scope: Scope, holder: string) {
  const lease = await dispatch.acquire(scope, holder, lifeMs)
  const hold = lease === null ? await dispatch.hold(scope) : null
  if (hold === null || !isDeadHere(hold.holder)) return { lease, hold }
  log('lease_taken_over', { scope: scopeKey(scope), from: hold.holder })
  return { lease: await dispatch.takeOver(scope, hold, { holder, lifeMs }), hold }
}

/** Says that nobody works on the run any more, so that another worker need not wait for it. */
async function leave(deps: ScoutDeps, lease: Lease, runId: RunId): Promise<void> {
  await deps.db.runProgress.leave(lease, runId).catch(() => deps.log('run_not_left', { runId }))
  deps.log('run_left_open', { runId })
}

async function workOrKeepFault(deps: ScoutDeps, work: Work): Promise<boolean> {
  try {
    return await workOn(deps, work)
  } catch (error) {
    if (!(error instanceof DomainError && (error.reason === 'lease_lost' || error.reason === 'database_unavailable'))) await keepFault(deps, work, error)
    throw error
  }
}

/** After a fault of ours a run is tried again, and given up after three more tries: it must not be started for ever. */
const retryAfterMs = [60_000, 300_000, 900_000]

async function keepFault(deps: ScoutDeps, { lease, run }: Work, error: unknown): Promise<void> {
  const reason = error instanceof DomainError ? error.message : 'A fault inside Echoscope; the log of the worker has it under the id of this run.'
  const waitMs = retryAfterMs[run.attempts - 1]
  deps.log('run_broke', { runId: run.id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  if (waitMs === undefined) await deps.db.runProgress.finish(lease, run.id, { status: 'failed', reason })
  else await deps.db.runProgress.retryAt(lease, run.id, { at: new Date(deps.now().getTime() + waitMs), reason })
}
