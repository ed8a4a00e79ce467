import type { Run, RunStatus, ScopeStamp } from '@echoscope/domain'
import { toWire } from './errors.ts'

const open: ReadonlySet<RunStatus> = new Set(['queued', 'running'])
/** A run in which nothing moves is looked up less and less, down to this. */
const slowestMs = 5_000

export interface WatchOptions {
  readonly intervalMs: number
  readonly signal: AbortSignal | undefined
  /** Asked before each look; throws when the watcher may no longer. */
  readonly allowed?: () => Promise<void>
}

/** Yields the run at once, whenever it changed, and a last time when it has ended. */
export async function* watchRun(look: () => Promise<Run>, { intervalMs, signal, allowed }: WatchOptions): AsyncGenerator<Run, void> {
  let last = ''
  let waitMs = intervalMs
  const isGone = (): boolean => signal?.aborted ?? false
  while (!isGone()) {
    const run = await (allowed?.() ?? Promise.resolve()).then(look).catch((error: unknown) => {
      throw toWire(error)
    })
    const text = JSON.stringify(run)
    if (text === last) waitMs = Math.min(slowestMs, waitMs * 1.3)
    else {
      last = text
      waitMs = intervalMs
      yield run
    }
    if (!open.has(run.status) || isGone()) return
    await pause(waitMs, signal)
  }
}

/** The question, asked again when the last time was that long ago; the first time it was just answered. */
export function atMostEvery(ms: number, ask: () => Promise<void>): () => Promise<void> {
  let askedAt = performance.now()
  return async () => {
    if (performance.now() - askedAt < ms) return
    await ask()
    askedAt = performance.now()
  }
}

/** Yields the scope's stamp at once and whenever it has changed, until the watcher goes; what changed, its reader asks for. */
export async function* watchScope(look: () => Promise<string | null>, { intervalMs, signal, allowed }: WatchOptions): AsyncGenerator<ScopeStamp, void> {
  let last: string | null | undefined
  let waitMs = intervalMs
  while (!(signal?.aborted ?? false)) {
    const revision = await (allowed?.() ?? Promise.resolve()).then(look).catch((error: unknown) => {
      throw toWire(error)
    })
    if (revision === last) waitMs = Math.min(slowestMs, waitMs * 1.3)
    else {
      last = revision
      waitMs = intervalMs
      yield { revision }
    }
    await pause(waitMs, signal)
  }
}

/** Ends early when the client goes. */
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(finish, ms)
    signal?.addEventListener('abort', finish, { once: true })
    function finish(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', finish)
      done()
    }
  })
