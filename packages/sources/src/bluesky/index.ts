import { type Pace, type Source, SourceError } from '@echoscope/domain'
import { addressesOf } from '../connect/addresses.ts'
import { type Connector, trimmed } from '../connect/connector.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { jetstreamSource } from './jetstream.ts'
import { rereadBluesky } from './reread.ts'
import { type BlueskyInput, withSession } from './session.ts'
import { publishedAt, toItem } from './to-post.ts'
import { judge, PostView } from './wire.ts'

/** Posts of Bluesky through its search, as an account with an app password sees it. Pages are turned by time: cursors do not last. */
export const blueskySource = (input: BlueskyInput): Source => ({
  kind: 'bluesky',
  rereading: rereadBluesky(input),
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

const pace: Pace = { requests: 1_000, perMs: 300_000, burst: 20 }

/** A stream is opened once a run. */
const streamPace: Pace = { requests: 10, perMs: 60_000, burst: 3 }

export const bluesky: Connector = {
  kind: 'bluesky',
  name: 'Bluesky',
  description:
    'Posts by words, searched as an account: give its handle and an app password, never the password itself. Or, with "stream" set to yes, all posts as they come by, without an account: without scores, and of the last six hours at most.',
  takes: ['identifier', 'appPassword', 'service', 'stream'],
  needs: [],
  open(world, settings) {
    const { identifier, appPassword, service, stream } = {
      identifier: settings['identifier'],
      appPassword: settings['appPassword'],
      service: settings['service'],
      stream: settings['stream'],
    }
    const [baseUrl = ''] = addressesOf(service, [world.baseUrl('bluesky', 'https://bsky.social')])
    const hasAccount = identifier !== undefined && appPassword !== undefined
    const account = hasAccount
      ? blueskySource({
          http: world.connect({ baseUrl, isUserGiven: service !== undefined, credential: identifier, pace, judge }),
          baseUrl,
          identifier,
          appPassword,
          tokens: world.tokens,
        })
      : null
    if (stream !== undefined && !/^no$/i.test(stream)) {
      const isOwn = !/^yes$/i.test(stream)
      const known = world.baseUrl('bluesky-stream', 'https://jetstream2.us-east.bsky.network')
      const [streamUrl = ''] = isOwn ? addressesOf(stream.replace(/^ws/i, 'http')) : [known]
      const listening = jetstreamSource({ streamUrl, stream: world.stream({ baseUrl: streamUrl, isUserGiven: isOwn, pace: streamPace }) })
      return { kind: 'bluesky', ...listening, ...(account?.rereading === undefined ? {} : { rereading: account.rereading }) }
    }
    if (account === null)
      throw new SourceError(
        'unauthorized',
        'Bluesky searches for nobody without an account: give its identifier and an appPassword, or set stream to yes. Give it under Sources.',
      )
    return account
  },
}
