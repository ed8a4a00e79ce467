import { type Pace, type Source, SourceError } from '@echoscope/domain'
import { addressesOf } from '../connect/addresses.ts'
import { type Connector, trimmed } from '../connect/connector.ts'
import type { Tokens } from '../connect/tokens.ts'
import type { Http, Waiting } from '../http.ts'
import { parseJson } from '../http/json.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { publishedAt, toItem } from './to-post.ts'
import { judge, PostView, Results, Session } from './wire.ts'

export interface BlueskyInput {
  readonly http: Http
  /** Of the account's own server: the public address refuses searches. */
  readonly baseUrl: string
  readonly identifier: string
  readonly appPassword: string
  readonly tokens: Tokens
  readonly pageSize?: number
}

/** A session lives for two hours or so; log-ins are counted by the day. */
const sessionMs = 100 * 60_000

/** Posts of Bluesky through its search, as an account with an app password sees it. Pages are turned by time: cursors do not last. */
export const blueskySource = (input: BlueskyInput): Source => ({
  kind: 'bluesky',
  collect: (query, context) =>
    walk(
      searchesOf(query, { name: 'Bluesky', dialect: 'bluesky', everything: false }).map((text) => listingOf(input, text, context.now)),
      query.window,
      context,
    ),
})

function listingOf(input: BlueskyInput, term: string, now: () => Date): Listing {
  const { baseUrl, pageSize = 100 } = input
  return {
    key: term,
    host: new URL(baseUrl).host,
    async *page(cursor, { since, until }, signal) {
      const end = cursor ?? until.toISOString()
      const url = new URL(`${trimmed(baseUrl)}/xrpc/app.bsky.feed.searchPosts`)
      const parameters = { q: term, sort: 'latest', limit: String(pageSize), since: iso(since), until: iso(new Date(end)) }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      const { posts } = yield* withSession(input, { url, now }, signal)
      const indexed: Date[] = []
      const published: Date[] = []
      const items = readItems(posts, PostView, {
        name: 'Bluesky',
        toItem: (view) => {
          indexed.push(view.indexedAt)
          published.push(publishedAt(view))
          return toItem(view, now())
        },
      })
      const oldest = oldestOf(indexed)
      // The instant of the oldest is asked again, for others may share it.
      const next = oldest === null || posts.length < pageSize ? null : new Date(oldest.getTime() + 1).toISOString()
      return { items, oldest, next }
    },
  }
}

const firstYear = new Date('2022-01-01T00:00:00Z')
const lastYear = new Date('2200-01-01T00:00:00Z')
const iso = (time: Date): string => (time < firstYear ? firstYear : time > lastYear ? lastYear : time).toISOString()

/** A session that has ended is renewed once. */
async function* withSession(
  input: BlueskyInput,
  { url, now }: { url: URL; now: () => Date },
  signal: AbortSignal,
): AsyncGenerator<Waiting, { posts: unknown[] }> {
  const { http, tokens } = input
  const credentials = [input.baseUrl, input.identifier, input.appPassword]
  for (let tries = 1; ; tries += 1) {
    const known = tokens.get(credentials, now())
    const token = known ?? (yield* logIn(input, signal))
    if (known === null) tokens.put(credentials, { token, until: new Date(now().getTime() + sessionMs) })
    try {
      const answer = yield* http.ask({ url, headers: { authorization: `Bearer ${token}` } }, signal)
      return parseJson(new TextDecoder().decode(answer.bytes), Results, url.host)
    } catch (error) {
      if (!(error instanceof SourceError) || error.fault !== 'unauthorized' || known === null || tries > 1) throw error
      tokens.drop(credentials)
    }
  }
}

async function* logIn({ http, baseUrl, identifier, appPassword }: BlueskyInput, signal: AbortSignal): AsyncGenerator<Waiting, string> {
  const url = new URL(`${trimmed(baseUrl)}/xrpc/com.atproto.server.createSession`)
  const body = JSON.stringify({ identifier, password: appPassword })
  const answer = yield* http.ask({ url, method: 'POST', headers: { 'content-type': 'application/json' }, body }, signal)
  return parseJson(new TextDecoder().decode(answer.bytes), Session, url.host).accessJwt
}

const pace: Pace = { requests: 1_000, perMs: 300_000, burst: 20 }

export const bluesky: Connector = {
  kind: 'bluesky',
  name: 'Bluesky',
  description: 'Posts by words, searched as an account: give its handle and an app password, never the password itself.',
  takes: ['identifier', 'appPassword', 'service'],
  needs: ['identifier', 'appPassword'],
  open(world, settings) {
    const [baseUrl = ''] = addressesOf(settings['service'], [world.baseUrl('bluesky', 'https://bsky.social')])
    const { identifier, appPassword } = { identifier: settings['identifier'] ?? '', appPassword: settings['appPassword'] ?? '' }
    const http = world.connect({ baseUrl, isUserGiven: settings['service'] !== undefined, credential: identifier, pace, judge })
    return blueskySource({ http, baseUrl, identifier, appPassword, tokens: world.tokens })
  },
}
