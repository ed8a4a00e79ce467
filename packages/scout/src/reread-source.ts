import type { Lease, OpenRun, Reading } from '@echoscope/db'
import { type BadItem, type Collected, newId, type Rereading, SourceError, type StoredPost } from '@echoscope/domain'
import type { SourceEnd } from './collect-source.ts'
import type { ScoutDeps } from './deps.ts'
import { patiently } from './patiently.ts'

export interface RereadingOne {
  readonly lease: Lease
  readonly run: OpenRun
  readonly kind: string
  readonly rereading: Rereading
  readonly signal: AbortSignal
}

/**
 * Asks a place again for posts of it that are stored: new figures are kept, and what the place says is deleted is blanked. It stops as soon as a run that looks
 * for new posts waits for the scope; the rest comes next time.
 */
export async function rereadSource(deps: ScoutDeps, { lease, run, kind, rereading, signal }: RereadingOne): Promise<SourceEnd> {
  const { atOnce, most, withinMs } = rereading
  const wanted = { platform: kind, withinMs, isWished: run.trigger === 'manual', limit: most }
  const posts = await patiently(deps, () => deps.db.rereads.stored(lease.scope, wanted, deps.now()))
  const setStatus = (status: 'running' | 'waiting', waitingUntil: Date | null, error: string | null) =>
    patiently(deps, () => deps.db.runProgress.setSource(lease, run.id, { source: kind, status, error, waitingUntil }))
  await setStatus('running', null, null)
  let done = 0
  for (let at = 0; at < posts.length; at += atOnce) {
    if (signal.aborted) return { end: 'interrupted' }
    const asked = posts.slice(at, at + atOnce)
    const answers = new Answers()
    let fault: SourceError | null = null
    try {
      for await (const items of rereading.ask(asked, { signal, now: deps.now }))
        for (const item of items) {
          if (item.kind === 'waiting') await setStatus('waiting', item.until, item.reason)
          else answers.add(item)
        }
    } catch (error) {
      if (signal.aborted) return { end: 'interrupted' }
      if (!(error instanceof SourceError)) throw error
      fault = error
    }
    done += asked.length
    const batch = { runId: run.id, source: kind, at: deps.now(), progress: { done, total: posts.length }, ...answers.of(asked, fault !== null) }
    const { cancelRequested } = await patiently(deps, () => deps.db.store.writeBatch(lease, batch))
    if (cancelRequested) return { end: 'cancelled' }
    if (fault !== null) return { end: done > asked.length || batch.readings.length > 0 ? 'partial' : 'failed', error: fault }
    if (await patiently(deps, () => deps.db.rereads.scoutWaits(lease.scope))) break
  }
  return { end: 'succeeded' }
}

/** What a place said of the posts it was asked for. */
class Answers {
  readonly #readings: Reading[] = []
  readonly #bad: BadItem[] = []

  add(item: Exclude<Collected, { kind: 'waiting' }>): void {
    if (item.kind === 'observation') this.#readings.push(item)
    else if (item.kind === 'gone') this.#readings.push({ kind: 'gone', gone: item.gone, otherwise: { leftOut: 'deleted_at_source' } })
    else if (item.kind === 'bad') this.#bad.push(item.bad)
  }

  /** After a fault only those that were answered count as asked. */
  of(asked: readonly StoredPost[], isCut: boolean) {
    const answered = new Set(
      this.#readings.map(
        (reading) => (reading.kind === 'gone' ? reading.gone : reading.kind === 'observation' ? reading.observation : reading.kept.post).externalId,
      ),
    )
    const counted = isCut ? asked.filter(({ externalId }) => answered.has(externalId)) : asked
    const silent = counted.filter(({ externalId }) => !answered.has(externalId)).length
    return {
      id: newId(),
      foldCopies: true,
      readings: this.#readings,
      heldBack: [],
      bad: this.#bad,
      fetched: counted.length,
      leftOut: silent === 0 ? {} : { no_answer: silent },
      asked: counted,
      checkpoint: null,
    }
  }
}
