import type { Lease, OpenRun, ScoutPlan, SourceState } from '@echoscope/db'
import { compileQuery, DomainError, ruleOf, type Source, SourceError } from '@echoscope/domain'
import { Batcher } from './batcher.ts'
import type { ScoutDeps } from './deps.ts'
import { patiently } from './patiently.ts'
import { createSelection } from './selection.ts'
import type { Slice } from './slice.ts'

export type SourceEnd =
  | { readonly end: 'succeeded' }
  | { readonly end: 'failed' | 'partial'; readonly error: SourceError }
  | { readonly end: 'cancelled' }
  /** The process drains, or another run's turn has come: this one stays open, and goes on from its checkpoint. */
  | { readonly end: 'interrupted' }

export interface Collecting {
  readonly lease: Lease
  readonly run: OpenRun
  readonly plan: ScoutPlan
  readonly source: Source
  readonly state: SourceState
  readonly signal: AbortSignal
  /** Absent: the run keeps its worker to its end. */
  readonly slice?: Slice
}

/** A user who cancels does not wait for a source that waits. */
const cancelPollMs = 2_000

/** One source of one run, from its checkpoint to its end: collect → match → analyse → store. */
export async function collectSource(deps: ScoutDeps, collecting: Collecting): Promise<SourceEnd> {
  const { lease, run, plan, source, state, signal, slice } = collecting
  const batcher = new Batcher({
    runId: run.id,
    source: source.kind,
    decide: createSelection(plan, { source: source.kind, window: state.window }),
    now: deps.now,
    // An archive is counted as it is, so that whoever has it can count again.
    foldCopies: run.archive === null || run.archive.options.foldCopies === true,
  })
  const setStatus = (status: 'running' | 'waiting', waitingUntil: Date | null, error: string | null) =>
    patiently(deps, () => deps.db.runProgress.setSource(lease, run.id, { source: source.kind, status, error, waitingUntil }))
  const write = () => {
    const batch = batcher.take()
    return patiently(deps, () => deps.db.store.writeBatch(lease, batch))
  }
  await setStatus('running', null, null)
  // An earlier attempt that left a checkpoint got something.
  let gotAny = state.checkpoint !== null
  // A source stops reading when the run does, also where it is waiting for its next page.
  const stop = new AbortController()
  let cancelled = false
  const watch = setInterval(() => {
    const look = async () => {
      cancelled ||= await deps.db.runProgress.cancelRequested(lease.scope, run.id)
      if (cancelled) stop.abort()
    }
    look().catch(() => deps.log('cancellation_not_read', { runId: run.id }))
  }, cancelPollMs)
  try {
    const { wanted } = ruleOf(plan)
    const terms = plan.query === null ? plan.keywords : compileQuery(wanted, 'terms')
    const query = { wanted, terms, communities: plan.communities, window: state.window ?? allTime }
    const context = { signal: AbortSignal.any([signal, stop.signal]), checkpoint: state.checkpoint, now: deps.now }
    for await (const items of source.collect(query, context)) {
      for (const item of items) {
        if (item.kind === 'waiting') {
          await setStatus('waiting', item.until, item.reason)
          continue
        }
        batcher.add(item)
        if (item.kind !== 'checkpoint') continue
        const isOver = (await slice?.turned()) === true
        if (!(batcher.isFull || signal.aborted || isOver)) continue
        const { cancelRequested } = await write()
        gotAny = true
        if (cancelRequested) return { end: 'cancelled' }
        if (signal.aborted || isOver) return { end: 'interrupted' }
      }
    }
    if (signal.aborted) return { end: 'interrupted' }
    const { cancelRequested } = await write()
    return { end: cancelRequested ? 'cancelled' : 'succeeded' }
  } catch (error) {
    if (cancelled) return { end: 'cancelled' }
    if (signal.aborted) return { end: 'interrupted' }
    const fault = faultIn(error)
    if (fault === null) throw error
    // What came before the fault was read in full and is kept.
    gotAny ||= batcher.hasAny
    const { cancelRequested } = await write()
    if (cancelRequested) return { end: 'cancelled' }
    return { end: gotAny ? 'partial' : 'failed', error: fault }
  } finally {
    clearInterval(watch)
    stop.abort()
  }
}

/** What is the source's failure and not ours; an archive that cannot be read is refused in the words of a DomainError. */
function faultIn(error: unknown): SourceError | null {
  if (error instanceof SourceError) return error
  if (error instanceof DomainError && (error.reason === 'unreadable_file' || error.reason === 'invalid_archive'))
    return new SourceError('gone', error.message, { cause: error })
  return null
}

/** An archive has no window: it gives what it holds. */
const allTime = { since: new Date(-8_640_000_000_000_000), until: new Date(8_640_000_000_000_000) }
