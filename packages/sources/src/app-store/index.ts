import { type Pace, type Source, SourceError } from '@echoscope/domain'
import { type Connector, listOf, trimmed } from '../connect/connector.ts'
import type { Http } from '../http.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { walk } from '../walk/walk.ts'
import { type Shelf, toItem } from './to-post.ts'
import { Review, Reviews } from './wire.ts'

export interface AppStoreInput {
  readonly http: Http
  readonly baseUrl: string
  readonly apps: readonly string[]
  readonly countries: readonly string[]
}

const lastPage = 10

/** The newest reviews of apps in Apple's stores, at most ten pages for each country. There is no search: the matcher decides. */
export const appStoreSource = (input: AppStoreInput): Source => ({
  kind: 'app-store',
  collect: ({ window }, context) =>
    walk(
      input.apps.flatMap((app) => input.countries.map((country) => listingOf(input, { app, country }, context.now))),
      window,
      context,
    ),
})

function listingOf({ http, baseUrl }: AppStoreInput, shelf: Omit<Shelf, 'observedAt'>, now: () => Date): Listing {
  const { app, country } = shelf
  return {
    key: `${country} ${app}`,
    host: new URL(baseUrl).host,
    async *page(cursor, _window, signal) {
      const page = Number(cursor ?? 1)
      const url = new URL(`${trimmed(baseUrl)}/${country}/rss/customerreviews/page=${page}/id=${app}/sortby=mostrecent/json`)
      const { feed } = yield* http.getJson(url, Reviews, signal)
      const entries = feed.entry === undefined ? [] : Array.isArray(feed.entry) ? feed.entry : [feed.entry]
      // Apple sends such a list to addresses it does not serve: it says nothing about the app.
      if (entries.length === 0 && page === 1)
        throw new SourceError('gone', `Apple gave no reviews of app ${app} (${country}): it has none there, or does not serve this address.`)
      const times: Date[] = []
      const items = readItems(entries, Review, {
        name: 'The App Store',
        toItem: (review) => {
          if (review.updated !== undefined) times.push(review.updated.label)
          return toItem(review, { ...shelf, observedAt: now() })
        },
      })
      return { items, oldest: oldestOf(times), next: items.length === 0 || page >= lastPage ? null : String(page + 1) }
    },
  }
}

const pace: Pace = { requests: 20, perMs: 60_000, burst: 3 }

export const appStore: Connector = {
  kind: 'app-store',
  name: 'App Store reviews',
  description:
    "The newest reviews of apps by their numbers, in the countries you name (us unless you say so). Apple's public feed, no key. It has no way to ask for a review again, so that one deleted there stays here.",
  takes: ['apps', 'countries'],
  needs: ['apps'],
  open(world, settings) {
    const baseUrl = world.baseUrl('app-store', 'https://itunes.apple.com')
    const apps = listOf(settings['apps']).map((app) => app.replace(/^id/, ''))
    const countries = listOf(settings['countries'], ['us']).map((country) => country.toLowerCase())
    if (!apps.every((app) => /^\d+$/.test(app)) || !countries.every((country) => /^[a-z]{2}$/.test(country)))
      throw new SourceError('gone', 'The settings of the App Store are numbers of apps and two-letter countries.')
    return appStoreSource({ baseUrl, apps, countries, http: world.connect({ baseUrl, pace }) })
  },
}
