import type { Pace, Source } from '@echoscope/domain'
import { type Connector, listOf, trimmed } from '../connect/connector.ts'
import type { Http } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadStackExchange } from './reread.ts'
import { toPost } from './to-post.ts'
import { judge, Question, Questions } from './wire.ts'

export interface StackExchangeInput {
  readonly http: Http
  readonly baseUrl: string
  readonly sites: readonly string[]
  readonly key: string | null
  readonly pageSize?: number
}

/** Pages beyond are for those with a key: older questions are asked for by time instead. */
const lastPage = 25

/** Questions of Stack Exchange sites through their search, each term and site newest first. */
export const stackExchangeSource = (input: StackExchangeInput): Source => ({
  kind: 'stack-exchange',
  rereading: rereadStackExchange(input),
  collect: (query, context) => {
    const { communities, window } = query
    const texts = searchesOf(query, { name: 'Stack Exchange', dialect: 'stack-exchange', everything: true })
    const sites = communities.length === 0 ? input.sites : input.sites.filter((site) => communities.includes(site))
    return walk(
      sites.flatMap((site) => texts.map((term) => listingOf(input, { site, term }, context.now))),
      window,
      context,
    )
  },
})

function listingOf({ http, baseUrl, key, pageSize = 100 }: StackExchangeInput, { site, term }: { site: string; term: string }, now: () => Date): Listing {
  return {
    key: `${site} ${term}`,
    host: new URL(baseUrl).host,
    async *page(cursor, { since, until }, signal) {
      const [page = 1, todate = Math.ceil(until.getTime() / 1_000)] = cursor?.split(' ').map(Number) ?? []
      const url = new URL(`${trimmed(baseUrl)}/search/advanced`)
      const parameters = {
        site,
        ...(term === '' ? {} : { q: term }),
        sort: 'creation',
        order: 'desc',
        filter: 'withbody',
        page,
        pagesize: pageSize,
        todate,
        fromdate: Math.floor(since.getTime() / 1_000),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value))
      if (key !== null) url.searchParams.set('key', key)
      const { items, has_more } = yield* http.getJson(url, Questions, signal)
      const times: Date[] = []
      const found = readItems(items, Question, {
        name: 'Stack Exchange',
        toItem: (question) => {
          times.push(question.creation_date)
          return { kind: 'post', post: toPost(question, site, now()) }
        },
      })
      const oldest = oldestOf(times)
      const next = !has_more ? null : page < lastPage ? `${page + 1} ${todate}` : oldest === null ? null : `1 ${Math.floor(oldest.getTime() / 1_000)}`
      return { items: found, oldest, next }
    },
  }
}

/** Thirty a second get an address banned. */
const pace: Pace = { requests: 10, perMs: 1_000, burst: 2 }

export const stackExchange: Connector = {
  kind: 'stack-exchange',
  name: 'Stack Exchange',
  description: 'Questions of Stack Overflow and its sister sites. 300 requests a day without a key, 10,000 with one from stackapps.com.',
  takes: ['sites', 'key'],
  needs: [],
  open(world, settings) {
    const baseUrl = world.baseUrl('stack-exchange', 'https://api.stackexchange.com/2.3')
    const key = settings['key'] ?? null
    return stackExchangeSource({
      baseUrl,
      key,
      sites: listOf(settings['sites'], ['stackoverflow']),
      http: world.connect({ baseUrl, credential: key, pace, judge }),
    })
  },
}
