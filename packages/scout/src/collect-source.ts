import type { Lease, OpenRun, ScoutPlan, SourceState } from '@echoscope/db'
import { type Source, SourceError } from '@echoscope/domain'
import { Batcher } from './batcher.ts'
import type { ScoutDeps } from './deps.ts'
import { createSelection } from './selection.ts'
import { writeBatch } from './write-batch.ts'

export type SourceEnd =
  | { readonly end: 'succeeded' }
  | { readonly end: 'failed' | 'partial'; readonly error: SourceError }
  | { readonly end: 'cancelled' }
  /** The process drains: the run stays open, and goes on from its checkpoint. */
  | { readonly end: 'interrupted' }

export interface Collecting {
  readonly lease: Lease
  readonly run: OpenRun
  readonly plan: ScoutPlan
  readonly source: Source
  readonly state: SourceState
  readonly signal: AbortSignal
}

/** One source of one run, from its checkpoint to its end: collect → match → analyse → store. */
export async function collectSource(deps: ScoutDeps, collecting: Collecting): Promise<SourceEnd> {
  const { lease, run, plan, source, state, signal } = collecting
  const batcher = new Batcher({ runId: run.id, source: source.kind, decide: createSelection(plan, state.window), now: deps.now })
  const setStatus = (status: 'running' | 'waiting', waitingUntil: Date | null, error: string | null) =>
    deps.db.runProgress.setSource(lease, run.id, { source: source.kind, status, error, waitingUntil })
  await setStatus('running', null, null)
  let wroteAny = false
  // A source stops reading when the run does, also where it is waiting for its next page.
  const stop = new AbortController()
  try {
    const query = { terms: plan.keywords, communities: plan.communities, window: state.window ?? allTime }
    const context = { signal: AbortSignal.any([signal, stop.signal]), checkpoint: state.checkpoint, now: deps.now }
    for await (const items of source.collect(query, context)) {
      for (const item of items) {
        if (item.kind === 'waiting') {
          await setStatus('waiting', item.until, item.reason)
          continue
        }
        batcher.add(item)
        if (item.kind !== 'checkpoint' || !batcher.isFull) continue
        const { cancelRequested } = await writeBatch(deps, lease, batcher.take())
        wroteAny = true
        if (cancelRequested) return { end: 'cancelled' }
        if (signal.aborted) return { end: 'interrupted' }
      }
    }
    if (signal.aborted) return { end: 'interrupted' }
    const { cancelRequested } = await writeBatch(deps, lease, batcher.take())
    return { end: cancelRequested ? 'cancelled' : 'succeeded' }
  } catch (error) {
    if (signal.aborted) return { end: 'interrupted' }
    if (!(error instanceof SourceError)) throw error
    // What came before the fault was read in full and is kept.
    const last = batcher.take()
    await writeBatch(deps, lease, last)
    return { end: wroteAny || last.fetched > 0 ? 'partial' : 'failed', error }
  } finally {
    stop.abort()
  }
}

/** An archive has no window: it gives what it holds. */
const allTime = { since: new Date(-8_640_000_000_000_000), until: new Date(8_640_000_000_000_000) }
