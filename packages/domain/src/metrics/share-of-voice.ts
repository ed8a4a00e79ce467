import type { Entity } from '../entities.ts'
import { share } from './sentiment.ts'

export interface Voice {
  readonly name: string
  readonly threads: number
  /** 0 to 1; null where no thread names any of them. */
  readonly share: number | null
}

/**
 * Share of voice inside one scope (metrics.md): threads that name the brand (or a competitor) of the threads that name any of them.
 * A thread that names two counts for both, so the shares may add up to more than 1. Threads that name none do not count.
 */
export function shareOfVoice(names: readonly string[], threads: Iterable<ReadonlySet<string>>): Voice[] {
  const counts = new Map(names.map((name) => [name, 0]))
  let all = 0
  for (const named of threads) {
    const heard = [...counts.keys()].filter((name) => named.has(name))
    if (heard.length > 0) all += 1
    for (const name of heard) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return Array.from(counts, ([name, count]) => ({ name, threads: count, share: share(count, all) }))
}

export interface NamedVoice extends Voice {
  readonly kind: 'brand' | 'competitor'
}
/** Share of voice of a scope over a range. */
export interface ShareOfVoice {
  /** Threads that name the brand or a competitor. */
  readonly n: number
  /** The most named first. */
  readonly voices: readonly NamedVoice[]
}

/** The same from counts: how many threads name each, of `all` that name any. */
export const voiceShares = (counts: readonly (Entity & { readonly threads: number })[], all: number): NamedVoice[] =>
  counts
    .flatMap(({ kind, name, threads }) => (kind === 'brand' || kind === 'competitor' ? [{ kind, name, threads, share: share(threads, all) }] : []))
    .toSorted((a, b) => b.threads - a.threads || (a.name < b.name ? -1 : 1))
