import type { Collected, Source } from '@echoscope/domain'
import type { Http } from '../http.ts'
import { checkpointOf, progressOf, reachedIn } from './checkpoint.ts'
import { newestFirst, type Search } from './newest-first.ts'
import { type ItemsInput, rereadHackerNews } from './reread.ts'
import { hitsPerQuery, secondsOf } from './search.ts'
import { searchesOf } from '../walk/searches.ts'
import { SeenIds } from '../walk/seen-ids.ts'

export interface HackerNewsInput {
  readonly http: Http
  /** Of the search API, such as `https://hn.algolia.com/api/v1`. */
  readonly baseUrl: string
  /** At most 1,000, which costs the fewest requests. */
  readonly hitsPerPage?: number
  /** Of the API that gives items by number; absent: nothing is asked for again. */
  readonly items?: ItemsInput
}

const rememberedIds = 200_000

/**
 * Stories, comments and polls of Hacker News through its search API, for each text newest first, one text after the other; a post that
 * several texts find is given once. The search is wider than the query (words in any order, addresses too): the matcher decides.
 * Communities are not asked for: all of it is one.
 *
 * The index has stalled for most of a day before, and scores settle late. So an incremental run asks for a window that begins 24 hours
 * before the last one ended. A checkpoint continues the run that wrote it, told by the beginning of its window.
 * @throws SourceError as `Http` does.
 */
export const hackerNewsSource = ({ http, baseUrl, hitsPerPage = hitsPerQuery, items }: HackerNewsInput): Source => ({
  kind: 'hacker-news',
  ...(items === undefined ? {} : { rereading: rereadHackerNews(items) }),
  async *collect(query, { signal, checkpoint, now }) {
    const window = secondsOf(query.window)
    if (window.since >= window.until) return
    const terms = searchesOf(query, { name: 'Hacker News', dialect: 'hacker-news', everything: true })
    const search: Search = { http, baseUrl, hitsPerPage, signal, now, seen: new SeenIds(rememberedIds) }
    let reached = reachedIn(checkpoint, window)
    const checkpointNow = (): Collected => ({ kind: 'checkpoint', checkpoint: checkpointOf(reached), progress: progressOf(reached, terms.length) })

    // What the window gained since the checkpoint comes first and settles nothing, so that each term stays one stretch of time.
    if (reached.until < window.until) {
      for (const term of reached.terms.keys())
        for await (const { found } of newestFirst(term, { since: reached.until, until: window.until }, search)) if (found.length > 0) yield found
      reached = { ...reached, until: window.until }
      yield [checkpointNow()]
    }
    for (const term of terms)
      for await (const { found, settledTo } of newestFirst(term, { since: window.since, until: reached.terms.get(term) ?? window.until }, search)) {
        if (settledTo === null) {
          yield found
          continue
        }
        reached = { ...reached, terms: new Map(reached.terms).set(term, settledTo) }
        yield [...found, checkpointNow()]
      }
  },
})
