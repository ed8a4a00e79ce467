import type { Batch, KeptPost } from '@echoscope/db'
import type { BadItem, Checkpoint, Collected, Observation, Post, Progress, RunId } from '@echoscope/domain'
import type { Decision } from './selection.ts'

/** A key longer than this cannot stand in an index, and is never cut: the post is counted as unreadable instead. */
const longestKey = 2_000
const mostKept = 500
const mostFetched = 20_000
const largestFigure = 2_147_483_647

/**
 * Gathers what a source yields until it is worth a transaction. A batch ends only at a checkpoint of the source, so that the counters of
 * a run that is taken up again neither miss nor repeat an item.
 */
export class Batcher {
  readonly #about: { readonly runId: RunId; readonly source: string; readonly decide: (post: Post) => Decision; readonly now: () => Date }
  #kept: KeptPost[] = []
  #observations: Observation[] = []
  #bad: BadItem[] = []
  #leftOut: Record<string, number> = {}
  #fetched = 0
  #checkpoint: Checkpoint | null = null
  #progress: Progress | null = null

  constructor(about: { runId: RunId; source: string; decide: (post: Post) => Decision; now: () => Date }) {
    this.#about = about
  }

  add(item: Exclude<Collected, { kind: 'waiting' }>): void {
    switch (item.kind) {
      case 'post':
        this.#addPost(item.post)
        break
      case 'observation':
        this.#fetched += 1
        this.#observations.push(item.observation)
        break
      case 'bad':
        this.#bad.push(item.bad)
        break
      case 'left-out':
        this.#fetched += 1
        this.#leave(item.reason)
        break
      case 'checkpoint':
        this.#checkpoint = item.checkpoint
        this.#progress = item.progress
        break
    }
  }

  #addPost(post: Post): void {
    const fault = faultOf(post)
    if (fault !== null) {
      this.#bad.push({ place: post.externalId.slice(0, 100), reason: fault })
      return
    }
    this.#fetched += 1
    const decision = this.#about.decide(post)
    if ('kept' in decision) this.#kept.push(decision.kept)
    else this.#leave(decision.leftOut)
  }

  #leave(reason: string): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1
  }

  /** True when what was gathered since the last batch is worth a transaction. */
  get isFull(): boolean {
    return this.#kept.length + this.#observations.length >= mostKept || this.#fetched >= mostFetched
  }

  /** Hands over what was gathered, and starts anew. */
  take(): Batch {
    const batch = {
      runId: this.#about.runId,
      source: this.#about.source,
      kept: this.#kept,
      observations: this.#observations,
      bad: this.#bad,
      leftOut: this.#leftOut,
      fetched: this.#fetched,
      checkpoint: this.#checkpoint,
      progress: this.#progress,
      at: this.#about.now(),
    }
    this.#kept = []
    this.#observations = []
    this.#bad = []
    this.#leftOut = {}
    this.#fetched = 0
    return batch
  }
}

function faultOf(post: Post): string | null {
  const keys = [post.externalId, post.community.name, post.platform, post.author ?? '']
  if (keys.some((key) => key.length > longestKey)) return `an id, community or author of more than ${longestKey} characters`
  if (post.externalId === '' || post.community.name === '') return 'without an id or a community'
  if (Math.abs(post.score ?? 0) > largestFigure || post.comments > largestFigure || post.comments < 0) return 'a score or comment count out of range'
  return null
}
