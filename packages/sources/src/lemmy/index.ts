import type { Pace, Source } from '@echoscope/domain'
import { addressesOf } from '../connect/addresses.ts'
import type { Connector } from '../connect/connector.ts'
import type { Http, Waiting } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadLemmy } from './reread.ts'
import { commentToItem, postToItem, publishedAt } from './to-post.ts'
import { CommentView, Found, judge, PostView, Site } from './wire.ts'

export interface LemmyInput {
  readonly http: (instance: string) => Http
  readonly instances: readonly string[]
}

interface Instance {
  readonly address: string
  readonly http: Http
  /** 3 for 0.19, 4 for 1.0; asked once. */
  version(signal: AbortSignal): AsyncGenerator<Waiting, 3 | 4>
}
const kinds = ['posts', 'comments'] as const
const pageSize = 50
/** 1.0 has no order to ask for: what it gives is read to its end, within reason. */
const mostUnordered = 20

/** Posts and comments of Lemmy instances through their search; federated copies have one id. */
export const lemmySource = ({ http, instances }: LemmyInput): Source => ({
  kind: 'lemmy',
  rereading: rereadLemmy({ http, instances }),
  collect: (query, context) => {
    const texts = searchesOf(query, { name: 'Lemmy', dialect: 'lemmy', everything: true })
    const listings = instances
      .map((address) => instanceOf(address, http(address)))
      .flatMap((instance) => texts.flatMap((term) => kinds.map((kind) => listingOf(instance, { term, kind }, context.now))))
    return walk(listings, query.window, context)
  },
})

/** Whether v3 answers says nothing, for 1.0 answers it too: the version is asked for. */
function instanceOf(address: string, http: Http): Instance {
  let known: 3 | 4 | null = null
  return {
    address,
    http,
    async *version(signal) {
      if (known === null) {
        const { version } = yield* http.getJson(new URL(`${address}/api/v3/site`), Site, signal)
        known = version.startsWith('0.') ? 3 : 4
      }
      return known
    },
  }
}

function listingOf({ address, http, version }: Instance, { term, kind }: { term: string; kind: (typeof kinds)[number] }, now: () => Date): Listing {
  return {
    key: `${address} ${kind} ${term}`,
    host: new URL(address).host,
    mostPages: 200,
    async *page(cursor, _window, signal) {
      const isNew = (yield* version(signal)) === 4
      const page = Number(cursor ?? 1)
      const url = new URL(`${address}/api/v${isNew ? 4 : 3}/search`)
      const parameters: Record<string, string> = isNew
        ? { search_term: term, type_: kind, listing_type: 'all', ...(cursor === null ? {} : { page_cursor: cursor.replace(/^\d+ /, '') }) }
        : { q: term, type_: kind === 'posts' ? 'Posts' : 'Comments', sort: 'New', listing_type: 'All', page: String(page) }
      for (const [name, value] of Object.entries({ ...parameters, limit: String(pageSize) })) url.searchParams.set(name, value)
      const found = yield* http.getJson(url, Found, signal)
      const times: Date[] = []
      const note = (time: Date | null) => void (time !== null && times.push(time))
      const items =
        kind === 'posts'
          ? readItems(found.posts, PostView, { name: 'Lemmy', toItem: (view) => (note(publishedAt(view.post)), postToItem(view, now())) })
          : readItems(found.comments, CommentView, { name: 'Lemmy', toItem: (view) => (note(publishedAt(view.comment)), commentToItem(view, now())) })
      if (!isNew) return { items, oldest: oldestOf(times), next: found[kind].length < pageSize ? null : String(page + 1) }
      const pages = Number(/^\d+/.exec(cursor ?? '1')?.[0])
      const next = found.next_page === null || found.next_page === undefined || pages >= mostUnordered ? null : `${pages + 1} ${found.next_page}`
      return { items, oldest: null, next }
    },
  }
}

/** What lemmy.world publishes is 100 searches in ten minutes. */
const pace: Pace = { requests: 90, perMs: 600_000, burst: 30 }

export const lemmy: Connector = {
  kind: 'lemmy',
  name: 'Lemmy',
  description: 'Posts and comments of Lemmy instances, 0.19 and 1.0, and of all they federate with. Needs no key.',
  takes: ['instances'],
  needs: [],
  open: (world, settings) =>
    lemmySource({
      instances: addressesOf(settings['instances'], [world.baseUrl('lemmy', 'https://lemmy.world')]),
      http: (instance) => world.connect({ baseUrl: instance, isUserGiven: settings['instances'] !== undefined, pace, judge }),
    }),
}
