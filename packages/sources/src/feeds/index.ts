import { createHash } from 'node:crypto'
import type { Pace, Source } from '@echoscope/domain'
import { addressesOf } from '../connect/addresses.ts'
import type { Connector } from '../connect/connector.ts'
import type { Http } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { walk } from '../walk/walk.ts'
import { decodeFeed } from './decode.ts'
import { toItem } from './to-post.ts'
import { readFeed } from './wire.ts'

export interface FeedsInput {
  /** For the address given. */
  readonly http: (address: string) => Http
  readonly addresses: readonly string[]
}

/** RSS, Atom and JSON feeds. A feed knows no search and no pages: all of it is read, and the matcher decides. */
export const feedsSource = ({ http, addresses }: FeedsInput): Source => ({
  kind: 'feeds',
  collect: ({ window }, context) =>
    walk(
      addresses.map((address) => listingOf(address, http(address), context.now)),
      window,
      context,
    ),
})

function listingOf(address: string, http: Http, now: () => Date): Listing {
  const url = new URL(address)
  return {
    // An address may hold a reader's token, and a checkpoint is kept as it is.
    key: createHash('sha256').update(address).digest('hex').slice(0, 32),
    host: url.host,
    async *page(_cursor, _window, signal) {
      const answer = yield* http.ask({ url, wants: 'feed' }, signal)
      const feed = readFeed(decodeFeed(answer.bytes, answer.header('content-type')), url.host)
      return { items: feed.entries.map((entry) => toItem(entry, { feed, address: url, observedAt: now() })), next: null, oldest: null }
    },
  }
}

/** A feed is a file that changes slowly: hosts of many feeds are not to notice us. */
const pace: Pace = { requests: 30, perMs: 60_000, burst: 10 }
const longestFeed = 10 * 1024 * 1024

export const feeds: Connector = {
  kind: 'feeds',
  name: 'Feeds',
  description:
    'RSS, Atom and JSON feeds by their addresses: blogs, forums, release notes. Needs the addresses and no key. A feed has no way to ask for a post again, so that one deleted there stays here.',
  takes: ['addresses'],
  needs: ['addresses'],
  open: (world, settings) =>
    feedsSource({
      addresses: addressesOf(settings['addresses']),
      http: (address) => world.connect({ baseUrl: address, isUserGiven: true, pace, maxBytes: longestFeed }),
    }),
}
