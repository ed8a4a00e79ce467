import type { Source } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import { decodeFeed } from '../feeds/decode.ts'
import { readFeed } from '../feeds/wire.ts'
import type { Http } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { pathOf } from './by-api.ts'
import { entryToItem } from './to-post.ts'

export interface RedditFeedInput {
  readonly http: Http
  readonly feedUrl: string
  /** The owner's own feed token and name. Together they are a secret: they stand in no checkpoint and no message. */
  readonly token: string
  readonly user: string
  readonly pageSize?: number
}

/** Submissions through the feeds that Reddit gives its users: of the communities named, or of a search for each term. No scores, no comment counts. */
export const redditFeedSource = (input: RedditFeedInput): Source => ({
  kind: 'reddit',
  collect: (query, context) => {
    const path = pathOf(query.communities)
    const listings =
      path === ''
        ? searchesOf(query, { name: 'Reddit', dialect: 'reddit', everything: false }).map((term) =>
            listingOf(input, { path: '/search.rss', term }, context.now),
          )
        : [listingOf(input, { path: `${path}/new/.rss`, term: null }, context.now)]
    return walk(listings, query.window, context)
  },
})

function listingOf(
  { http, feedUrl, token, user, pageSize = 100 }: RedditFeedInput,
  { path, term }: { path: string; term: string | null },
  now: () => Date,
): Listing {
  return {
    key: `${path} ${term ?? ''}`,
    host: new URL(feedUrl).host,
    mostPages: 10,
    async *page(cursor, _window, signal) {
      const url = new URL(`${trimmed(feedUrl)}${path}`)
      const parameters = {
        limit: String(pageSize),
        feed: token,
        user,
        ...(term === null ? {} : { q: term, sort: 'new' }),
        ...(cursor === null ? {} : { after: cursor }),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      const answer = yield* http.ask({ url, wants: 'feed' }, signal)
      const { entries } = readFeed(decodeFeed(answer.bytes, answer.header('content-type')), url.host)
      const times = entries.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]))
      const last = entries.at(-1)?.id ?? null
      return { items: entries.map((entry) => entryToItem(entry, now())), oldest: oldestOf(times), next: entries.length < pageSize ? null : last }
    },
  }
}
