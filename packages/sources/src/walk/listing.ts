import type { Collected, Window } from '@echoscope/domain'
import type { Waiting } from '../http.ts'

/** What a page of a place's list gave. */
export interface Page {
  readonly items: readonly Collected[]
  /** Names the page after it; null where there is none. */
  readonly next: string | null
  /** The time below which nothing of the list was read yet; null where it is not in the order of time. */
  readonly oldest: Date | null
}

/** One list of a place, read page by page: a term's results, a tag, a feed. */
export interface Listing {
  /** Names it in checkpoints: no secret, no more than a few hundred characters. */
  readonly key: string
  /** Whose refusal is whose: when one listing of a host is refused, the others of that host are not asked. */
  readonly host: string
  /** The page at `cursor`; null: the first. The place may be asked for the window alone; what lies outside is left out in any case. */
  page(cursor: string | null, window: Window, signal: AbortSignal): AsyncGenerator<Waiting, Page>
  /** Nothing beyond is asked for. */
  readonly mostPages?: number
}
