import type { Gone, Observation, Post } from './post.ts'
import type { QueryNode } from './query/ast.ts'

/** Why a source gave nothing, or less than asked. An empty answer and a refused one are never the same thing. */
export type SourceFault = 'blocked' | 'unauthorized' | 'gone' | 'rate_limited' | 'quota' | 'malformed' | 'timeout' | 'network'

export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly fault: SourceFault
  /** For `rate_limited` and `quota`: when it may be tried again. */
  readonly until: Date | null

  constructor(fault: SourceFault, message: string, options: { until?: Date | null; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.fault = fault
    this.until = options.until ?? null
  }
}

/** Opaque to everyone but the source that wrote it; JSON, kept in the same transaction as the posts before it. */
export type Checkpoint = Readonly<Record<string, unknown>>

/** A unit of a source that could not be read: counted, kept with its place and reason, and the rest goes on. */
export interface BadItem {
  /** Line number of an archive (from 1), or the item's id. */
  readonly place: string
  readonly reason: string
}

/** What a source yields, in order. A checkpoint comes only after everything before it was yielded. */
export type Collected =
  | { readonly kind: 'post'; readonly post: Post }
  | { readonly kind: 'observation'; readonly observation: Observation }
  /** Deleted at the source. `post` is what is still shown of it there, such as its title; null: nothing. */
  | { readonly kind: 'gone'; readonly gone: Gone; readonly post: Post | null }
  | { readonly kind: 'bad'; readonly bad: BadItem }
  /** Read and left out by the source's own rule (an advertisement, a deleted item): counted with its reason. */
  | { readonly kind: 'left-out'; readonly reason: string }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint; readonly progress: Progress | null }
  /** The source waits by itself (rate limit) and goes on. */
  | { readonly kind: 'waiting'; readonly until: Date; readonly reason: string }

/** How far a source is: `done` of `total` in its own unit (bytes of an archive, seconds of a window). */
export interface Progress {
  readonly done: number
  readonly total: number | null
}

/** Half open window of publication times. */
export interface Window {
  readonly since: Date
  readonly until: Date
}

/** What to look for. Sources search as widely as they must, the matcher decides. */
export interface SourceQuery {
  /** What the scope wants; `compileQuery` writes it as a source's own search. */
  readonly wanted: QueryNode
  /** The same as texts of which each is searched for: words in any order, `*` for the rest of one, `''` for everything new. */
  readonly terms: readonly string[]
  /** Names as in `PostCommunity.name`; empty means all. */
  readonly communities: readonly string[]
  readonly window: Window
}

/**
 * One place posts come from. No sleep without `signal`, no log, no database.
 *
 * Yields batches, never empty, of at most a few thousand items: awaiting each item of an archive would cost more than reading it.
 * The order inside and across batches is the order of `Collected`. An aborted `signal` ends it with the signal's reason.
 */
export interface Source {
  readonly kind: string
  collect(query: SourceQuery, context: CollectContext): AsyncIterable<readonly Collected[]>
  /** So far back before the end of its last run it is read once more; a day where it does not say. */
  readonly overlapMs?: number
  /** Absent where the place has no way to ask for a post again. */
  readonly rereading?: Rereading
}

/** A post that is stored, as its place is asked for it again. */
export interface StoredPost {
  readonly externalId: string
  readonly url: string
}

export interface Rereading {
  /** How many posts one call takes, and how many a run asks for at most: the place's limits are shared with the search for new ones. */
  readonly atOnce: number
  readonly most: number
  /** A stored post is asked for in such a time at the latest, whatever its age: what the place's terms say of deleted posts. */
  readonly withinMs: number
  /**
   * Yields what the place says of each: its figures as an observation, or that it is deleted. Of what the place says nothing, or refuses to say anything,
   * nothing is yielded: that is no deletion.
   * @throws SourceError
   */
  ask(posts: readonly StoredPost[], context: RereadContext): AsyncIterable<readonly Collected[]>
}
export type RereadContext = Omit<CollectContext, 'checkpoint'>

export interface CollectContext {
  readonly signal: AbortSignal
  readonly checkpoint: Checkpoint | null
  readonly now: () => Date
}
