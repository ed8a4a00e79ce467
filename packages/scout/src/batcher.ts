import type { Batch, Reading } from '@echoscope/db'
import { type BadItem, type Checkpoint, type Collected, type HeldPost, newId, type Post, type Progress, type RunId } from '@echoscope/domain'
import type { Decision } from './selection.ts'

/** A key longer than this cannot stand in an index, and is never cut: the post is counted as unreadable instead. */
const longestKey = 2_000
/** Longer than any place lets a post be. What lies beyond is cut off: whoever reads a page of threads, person or process, reads all their texts. */
const longestTitle = 2_000
const longestBody = 128 * 1024
const mostReadings = 500
const mostCharacters = 8 * 1024 * 1024
const mostFetched = 20_000
const mostBad = 5_000
/** Of one batch: an archive is millions of posts that nobody asked for, and counting them must stay as fast as reading them. */
const mostHeld = 200
const largestFigure = 2_147_483_647
/** Years that ISO 8601 writes with four digits. */
const earliest = new Date('0001-01-01T00:00:00Z')
const latest = new Date('9999-12-31T00:00:00Z')

/**
 * Gathers what a source yields until it is worth a transaction. A batch ends only at a checkpoint of the source, so that the counters of
 * a run that is taken up again neither miss nor repeat an item.
 */
export class Batcher {
  readonly #about: {
    readonly runId: RunId
    readonly source: string
    readonly decide: (post: Post) => Decision
    readonly now: () => Date
    readonly foldCopies: boolean
  }
  #readings: Reading[] = []
  /** Of the readings, those that seldom cost more than a look: most deleted posts were never stored. */
  #gone = 0
  #bad: BadItem[] = []
  #leftOut: Record<string, number> = {}
  #held: HeldPost[] = []
  #fetched = 0
  #characters = 0
  #checkpoint: Checkpoint | null = null
  #progress: Progress | null = null

  constructor(about: { runId: RunId; source: string; decide: (post: Post) => Decision; now: () => Date; foldCopies: boolean }) {
    this.#about = about
  }

  add(item: Exclude<Collected, { kind: 'waiting' }>): void {
    switch (item.kind) {
      case 'post':
        this.#addPost(item.post)
        break
      case 'observation':
        this.#fetched += 1
        this.#readings.push(item)
        break
      case 'gone':
        this.#addGone(item)
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

  #addPost(given: Post): void {
    const fault = faultOf(given)
    if (fault !== null) {
      this.#bad.push({ place: given.externalId.slice(0, 100), reason: fault })
      return
    }
    this.#fetched += 1
    const post = readable(given)
    const decision = this.#about.decide(post)
    if ('kept' in decision) {
      this.#characters += post.title.length + post.body.length
      this.#readings.push({ kind: 'post', kept: decision.kept })
    } else {
      this.#leave(decision.leftOut)
      if ('held' in decision && this.#held.length < mostHeld) this.#held.push(decision.held())
    }
  }

  /** Only the store knows whether it has a text to blank; else it is a post like any other, as far as it is still shown. */
  #addGone({ gone, post }: Extract<Collected, { kind: 'gone' }>): void {
    this.#fetched += 1
    const otherwise = post === null || faultOf(post) !== null ? ({ leftOut: 'deleted_at_source' } as const) : this.#stillShown(readable(post))
    this.#gone += 1
    this.#readings.push({ kind: 'gone', gone, otherwise })
  }

  /** A post that its source deleted is held back by nobody. */
  #stillShown(post: Post): Extract<Reading, { kind: 'gone' }>['otherwise'] {
    const decision = this.#about.decide(post)
    return 'kept' in decision ? decision : { leftOut: decision.leftOut }
  }

  #leave(reason: string): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1
  }

  /** True when what was gathered since the last batch is worth a transaction. */
  get isFull(): boolean {
    if (this.#characters >= mostCharacters) return true
    return this.#readings.length - this.#gone >= mostReadings || this.#fetched >= mostFetched || this.#bad.length >= mostBad
  }

  get hasAny(): boolean {
    return this.#fetched > 0
  }

  /** Hands over what was gathered, and starts anew. */
  take(): Batch {
    const batch = {
      id: newId(),
      runId: this.#about.runId,
      source: this.#about.source,
      readings: this.#readings,
      heldBack: this.#held,
      bad: this.#bad,
      foldCopies: this.#about.foldCopies,
      leftOut: this.#leftOut,
      fetched: this.#fetched,
      checkpoint: this.#checkpoint,
      progress: this.#progress,
      at: this.#about.now(),
    }
    this.#readings = []
    this.#held = []
    this.#gone = 0
    this.#bad = []
    this.#leftOut = {}
    this.#fetched = 0
    this.#characters = 0
    return batch
  }
}

/** An address that is cut leads nowhere: it is left out. */
const readable = (post: Post): Post => ({
  ...post,
  title: cut(post.title, longestTitle),
  body: cut(post.body, longestBody),
  url: addressOf(post.url),
  community: { ...post.community, url: addressOf(post.community.url) },
})
const cut = (text: string, most: number): string => (text.length <= most ? text : text.slice(0, most).toWellFormed())
const addressOf = (url: string): string => (url.length <= longestKey ? url : '')

/** What the store could not keep as it is; sources refuse most of it themselves. */
function faultOf(post: Post): string | null {
  const keys = [post.externalId, post.community.name, post.platform, post.author ?? '']
  if (keys.some((key) => key.length > longestKey)) return `an id, community or author of more than ${longestKey.toLocaleString('en')} characters`
  if (post.externalId === '' || post.community.name === '') return 'without an id or a community'
  const figures = [post.score ?? 0, post.comments, post.community.members ?? 0]
  if (figures.some((figure) => !Number.isSafeInteger(figure) || Math.abs(figure) > largestFigure) || post.comments < 0)
    return 'a score, a comment count or a number of members out of range'
  if (!(post.publishedAt >= earliest && post.publishedAt < latest)) return 'a publication time out of range'
  return null
}
