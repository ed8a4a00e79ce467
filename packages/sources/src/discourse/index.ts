import { type Collected, type Pace, type Source, SourceError } from '@echoscope/domain'
import { addressesOf } from '../connect/addresses.ts'
import type { Connector } from '../connect/connector.ts'
import type { Http, Waiting } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadDiscourse } from './reread.ts'
import { type Forum, toPost } from './to-post.ts'
import { About, Hit, judge, Results, Whole } from './wire.ts'

export interface DiscourseInput {
  readonly http: (forum: string) => Http
  readonly forums: readonly string[]
}

const lastPage = 10
/** A search shows so much of a post, and cuts the rest. */
const blurbLength = 250

/** Posts of Discourse forums through their search. It shows the beginnings of posts: what is cut there is read in full. */
export const discourseSource = ({ http, forums }: DiscourseInput): Source => ({
  kind: 'discourse',
  rereading: rereadDiscourse({ http, forums }),
  collect: (query, context) => {
    const texts = searchesOf(query, { name: 'Discourse', dialect: 'discourse', everything: true })
    const listings = forums.flatMap((address) => {
      const place: Place = { address, http: http(address), title: null }
      return texts.map((text) => listingOf(place, text, context.now))
    })
    return walk(listings, query.window, context)
  },
})

interface Place {
  readonly address: string
  readonly http: Http
  title: string | null
}

function listingOf(place: Place, term: string, now: () => Date): Listing {
  const { address, http } = place
  return {
    key: `${address} ${term}`,
    host: new URL(address).host,
    async *page(cursor, { since, until }, signal) {
      place.title ??= (yield* http.getJson(new URL(`${address}/site/basic-info.json`), About, signal)).title ?? ''
      const [page = '1', before = dayAfter(until)] = cursor?.split(' ') ?? []
      const url = new URL(`${address}/search.json`)
      url.searchParams.set('q', `${term} order:latest after:${dayBefore(since)} before:${before}`)
      url.searchParams.set('page', page)
      const found = yield* http.getJson(url, Results, signal)
      const topics = new Map(found.topics.map((topic) => [topic.id, topic]))
      const hits: Hit[] = []
      const bad = readItems(found.posts, Hit, { name: 'Discourse', toItem: (hit) => (hits.push(hit), null) })
      const items: Collected[] = [...bad]
      const forum: Forum = { address, title: place.title }
      for (const hit of hits) {
        const isInside = hit.created_at >= since && hit.created_at < until
        const text = isInside && (hit.blurb ?? '').length >= blurbLength ? yield* wholeOf(place, hit.id, signal) : null
        if (text === 'gone' || (text !== null && (text.user_deleted === true || text.hidden === true)))
          items.push({ kind: 'left-out', reason: 'deleted_at_source' })
        else items.push({ kind: 'post', post: toPost({ hit, topic: topics.get(hit.topic_id), text, forum, observedAt: now() }) })
      }
      const oldest = oldestOf(hits.map((hit) => hit.created_at))
      const more = found.grouped_search_result?.more_full_page_results === true
      const older = oldest === null ? null : dayAfter(oldest)
      const next = !more ? null : Number(page) < lastPage ? `${Number(page) + 1} ${before}` : older === null || older === before ? null : `1 ${older}`
      if (more && next === null)
        items.push({
          kind: 'bad',
          bad: { place: `${term} before ${before}`, reason: 'these days hold more posts than a search of this forum shows; the rest cannot be had' },
        })
      return { items, oldest, next }
    },
  }
}

async function* wholeOf({ http, address }: Place, id: number, signal: AbortSignal): AsyncGenerator<Waiting, Whole | 'gone'> {
  try {
    return yield* http.getJson(new URL(`${address}/posts/${id}.json`), Whole, signal)
  } catch (error) {
    if (error instanceof SourceError && error.fault === 'gone') return 'gone'
    throw error
  }
}
const dayMs = 86_400_000
/** Days are the forum's own, so a day more on each side. */
const dayBefore = (time: Date): string => dayOf(new Date(Math.max(0, time.getTime() - dayMs)))
const dayAfter = (time: Date): string => dayOf(new Date(time.getTime() + 2 * dayMs))
const dayOf = (time: Date): string => time.toISOString().slice(0, 10)

/** One search in two seconds: a forum counts its visitors' searches together. */
const pace: Pace = { requests: 30, perMs: 60_000, burst: 3 }

export const discourse: Connector = {
  kind: 'discourse',
  name: 'Discourse',
  description: 'Posts of Discourse forums by their addresses. Most need no key; for closed ones give a key and the user it is of.',
  takes: ['forums', 'apiKey', 'apiUsername'],
  needs: ['forums'],
  open(world, settings) {
    const forums = addressesOf(settings['forums'])
    const { apiKey, apiUsername } = { apiKey: settings['apiKey'], apiUsername: settings['apiUsername'] ?? 'system' }
    // A key is of one forum: the first of the list.
    const keyed = (forum: string) => apiKey !== undefined && forum === forums[0]
    return discourseSource({
      forums,
      http: (forum) =>
        world.connect({
          baseUrl: forum,
          isUserGiven: true,
          pace,
          judge,
          ...(keyed(forum) && apiKey !== undefined ? { credential: apiKey, headers: { 'api-key': apiKey, 'api-username': apiUsername } } : {}),
        }),
    })
  },
}
