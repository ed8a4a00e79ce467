import { anyOf } from '@echoscope/domain'
import type { BadItem, Checkpoint, Collected, Observation, Post, Progress, Source, SourceQuery, Window } from '@echoscope/domain'

/** What a source gave, sorted by kind. */
export interface Collection {
  readonly posts: Post[]
  readonly observations: Observation[]
  readonly bad: BadItem[]
  readonly leftOut: string[]
  readonly waits: string[]
  readonly batches: (readonly Collected[])[]
  checkpoint: Checkpoint | null
  progress: Progress[]
  /** What ended it, if it did not end by itself. */
  error: unknown
}

export const everything: Window = { since: new Date(0), until: new Date('2263-01-01T00:00:00Z') }

export interface CollectOptions extends Partial<SourceQuery> {
  readonly checkpoint?: Checkpoint | null
  readonly signal?: AbortSignal
  /** Looks at each item; true stops as a crash would, and what the last checkpoint does not cover is forgotten by nobody but the source. */
  readonly stopAt?: (collection: Collection) => boolean
}

/** Runs a source to its end, or to where `stopAt` says. Checkpoints pass through JSON, as the store would keep them. */
export async function collectAll(source: Source, options: CollectOptions = {}): Promise<Collection> {
  const { checkpoint = null, signal = new AbortController().signal, stopAt = () => false, ...query } = options
  const all: Collection = { posts: [], observations: [], bad: [], leftOut: [], waits: [], batches: [], checkpoint, progress: [], error: null }
  try {
    for await (const batch of source.collect(
      { wanted: anyOf(query.terms ?? []), terms: [], communities: [], window: everything, ...query },
      { signal, checkpoint, now: () => new Date() },
    )) {
      all.batches.push(batch)
      for (const item of batch) {
        sort(item, all)
        if (stopAt(all)) return all
      }
    }
  } catch (error) {
    all.error = error
  }
  return all
}

function sort(item: Collected, all: Collection): void {
  switch (item.kind) {
    case 'post':
      all.posts.push(item.post)
      return
    case 'observation':
      all.observations.push(item.observation)
      return
    case 'bad':
      all.bad.push(item.bad)
      return
    case 'gone':
      // Of what nobody stored yet it is a post, as far as it is still shown, or nothing.
      if (item.post === null) all.leftOut.push('deleted_at_source')
      else all.posts.push(item.post)
      return
    case 'left-out':
      all.leftOut.push(item.reason)
      return
    case 'waiting':
      all.waits.push(item.reason)
      return
    case 'checkpoint':
      all.checkpoint = JSON.parse(JSON.stringify(item.checkpoint))
      if (item.progress !== null) all.progress.push(item.progress)
  }
}
