import { type Collected, SourceError } from '@echoscope/domain'
import type { Http } from '../http.ts'
import { hitsPerQuery, SearchPage, searchUrl } from './search.ts'
import type { SeenIds } from '../walk/seen-ids.ts'
import { Hit, toPost } from './to-post.ts'

export interface Search {
  readonly http: Http
  readonly baseUrl: string
  readonly hitsPerPage: number
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly seen: SeenIds
}

/** Whole seconds, `until` not included. */
export interface Seconds {
  readonly since: number
  readonly until: number
}

/** What a request gave, and how far down the term is now settled; null while it only waits. */
export interface Step {
  readonly found: Collected[]
  readonly settledTo: number | null
}

/**
 * Walks down a term's hits in slices of time, because no query gives more than a thousand: the next slice ends in the second of the oldest
 * hit, which is asked again, and only within one second do pages turn.
 */
export async function* newestFirst(term: string, { since, until }: Seconds, search: Search): AsyncGenerator<Step, void> {
  const { http, baseUrl, hitsPerPage, signal } = search
  for (let end = until, page = 0; end > since; ) {
    const asking = http.getJson(searchUrl(baseUrl, { term, since, until: end, page, hitsPerPage }), SearchPage, signal)
    let answer = await asking.next()
    for (; !answer.done; answer = await asking.next()) yield { found: [answer.value], settledTo: null }
    const { hits, nbHits, message } = answer.value
    const { found, oldest } = read(hits, { since, until: end }, search)
    if (message === undefined && (hits.length === 0 || (nbHits < hitsPerQuery && page * hitsPerPage + hits.length >= nbHits))) {
      yield { found, settledTo: since }
      return
    }
    if (oldest !== null && oldest + 1 < end) [end, page] = [Math.max(oldest + 1, since), 0]
    else if (message === undefined && (page + 1) * hitsPerPage < hitsPerQuery) page += 1
    else {
      const second = new Date((end - 1) * 1_000).toISOString()
      found.push({ kind: 'bad', bad: { place: `${term} at ${second}`, reason: `more than ${hitsPerQuery} posts in this second; the rest cannot be had` } })
      ;[end, page] = [end - 1, 0]
    }
    yield { found, settledTo: end }
  }
}

/** The new posts of a page and the second its oldest hit is from. A hit of another shape is `bad` and the page goes on, unless all are. */
function read(hits: readonly unknown[], { since, until }: Seconds, { seen, now }: Search): { found: Collected[]; oldest: number | null } {
  const found: Collected[] = []
  let oldest: number | null = null
  for (const [at, value] of hits.entries()) {
    const { data: hit, error } = Hit.safeParse(value)
    if (hit === undefined) {
      found.push({
        kind: 'bad',
        bad: { place: idIn(value) ?? `hit ${at + 1}`, reason: `its ${error.issues[0]?.path.join('.') || 'shape'} is not as Hacker News writes it` },
      })
      continue
    }
    oldest = Math.min(oldest ?? hit.created_at_i, hit.created_at_i)
    const isInside = hit.created_at_i >= since && hit.created_at_i < until
    if (isInside && seen.add(hit.objectID)) found.push({ kind: 'post', post: toPost(hit, now()) })
  }
  if (hits.length > 0 && oldest === null) throw new SourceError('malformed', 'Hacker News sent hits of another shape: not one of them can be read')
  return { found, oldest }
}

const idIn = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'objectID' in value && typeof value.objectID === 'string' ? value.objectID.slice(0, 40) : null
