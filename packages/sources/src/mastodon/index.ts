import { type Pace, type Source, tagsOfQuery } from '@echoscope/domain'
import { addressesOf } from '../connect/addresses.ts'
import { type Connector, listOf } from '../connect/connector.ts'
import type { Http } from '../http.ts'
import { parseJson } from '../http/json.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { mostSearches, searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadMastodon } from './reread.ts'
import { toItem } from './to-post.ts'
import { judge, nextIn, Results, Status, Statuses } from './wire.ts'

export interface MastodonInput {
  readonly http: Http
  readonly server: string
  /** With one, statuses are searched; without, only tags can be read. */
  readonly hasToken: boolean
  readonly tags: readonly string[]
}

const pageSize = 40

/** Public statuses of a Mastodon server: by tags, and with a token by words. Without a token the words of the query are read as tags. */
export const mastodonSource = (input: MastodonInput): Source => ({
  kind: 'mastodon',
  rereading: rereadMastodon(input),
  collect: (query, context) => {
    const wished = [...input.tags, ...query.communities.filter((name) => name.startsWith('#'))]
    const tags = [...new Set([...wished, ...(input.hasToken ? [] : tagsOfQuery(query.wanted, mostSearches))].map(tagOf).filter((tag) => tag !== ''))]
    const texts = input.hasToken ? searchesOf(query, { name: 'Mastodon', dialect: 'mastodon', everything: false }) : []
    const listings = [...tags.map((tag) => tagged(input, tag, context.now)), ...texts.map((text) => searched(input, text, context.now))]
    return walk(listings, query.window, context)
  },
})

/** A tag has letters, digits and underscores. */
const tagOf = (word: string): string => word.replaceAll(/[^\p{L}\p{N}_]/gu, '').toLowerCase()

function pageOf(values: readonly unknown[], server: string, now: () => Date) {
  const times: Date[] = []
  const items = readItems(values, Status, {
    name: 'Mastodon',
    toItem: (status) => {
      times.push(status.created_at)
      return toItem(status, server, now())
    },
  })
  return { items, oldest: oldestOf(times) }
}

const tagged = ({ http, server }: MastodonInput, tag: string, now: () => Date): Listing => ({
  key: `#${tag}`,
  host: new URL(server).host,
  async *page(cursor, _window, signal) {
    const url = new URL(`${server}/api/v1/timelines/tag/${encodeURIComponent(tag)}`)
    url.searchParams.set('limit', String(pageSize))
    if (cursor !== null) url.searchParams.set('max_id', cursor)
    const answer = yield* http.ask({ url }, signal)
    const statuses = parseJson(new TextDecoder().decode(answer.bytes), Statuses, url.host)
    return { ...pageOf(statuses, server, now), next: statuses.length === 0 ? null : nextIn(answer.header('link')) }
  },
})

const searched = ({ http, server }: MastodonInput, term: string, now: () => Date): Listing => ({
  key: term,
  host: new URL(server).host,
  mostPages: 100,
  async *page(cursor, _window, signal) {
    const url = new URL(`${server}/api/v2/search`)
    const offset = Number(cursor ?? 0)
    for (const [name, value] of Object.entries({ q: term, type: 'statuses', limit: pageSize, offset })) url.searchParams.set(name, String(value))
    const { statuses } = yield* http.getJson(url, Results, signal)
    return { ...pageOf(statuses, server, now), next: statuses.length < pageSize ? null : String(offset + pageSize) }
  },
})

const pace: Pace = { requests: 280, perMs: 300_000, burst: 30 }

export const mastodon: Connector = {
  kind: 'mastodon',
  name: 'Mastodon',
  description: 'Statuses of one Mastodon server: tags without a key where it allows that, words with a token of an account there.',
  takes: ['server', 'token', 'tags'],
  needs: [],
  open(world, settings) {
    const [server = ''] = addressesOf(settings['server'], [world.baseUrl('mastodon', 'https://mastodon.social')])
    const { token } = { token: settings['token'] }
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const http = world.connect({ baseUrl: server, isUserGiven: settings['server'] !== undefined, credential: token ?? null, headers, pace, judge })
    return mastodonSource({ http, server, hasToken: token !== undefined, tags: listOf(settings['tags']) })
  },
}
