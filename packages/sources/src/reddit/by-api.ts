import type { Source, Window } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import type { Listing as WalkListing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadReddit } from './reread.ts'
import { toItem } from './to-post.ts'
import { type RedditApiInput, withToken } from './token.ts'
import { Submission } from './wire.ts'

/** Submissions through the search of an approved application, newest first, in the communities named or in all; without words, what is new in those named. */
export const redditApiSource = (input: RedditApiInput): Source => ({
  kind: 'reddit',
  rereading: rereadReddit(input),
  collect: (query, context) => {
    const path = pathOf(query.communities)
    const texts = searchesOf(query, { name: 'Reddit', dialect: 'reddit', everything: path !== '' })
    return walk(
      texts.map((term) => listingOf(input, { term, path }, context.now)),
      query.window,
      context,
    )
  },
})

/** `r/golang` as users write it. */
export const pathOf = (communities: readonly string[]): string => {
  const names = communities.map((name) => name.replace(/^\/?r\//i, '')).filter((name) => /^[A-Za-z0-9_]{1,50}$/.test(name))
  return names.length === 0 ? '' : `/r/${names.join('+')}`
}

function listingOf(input: RedditApiInput, { term, path }: { term: string; path: string }, now: () => Date): WalkListing {
  const { apiUrl, pageSize = 100 } = input
  return {
    key: `${path} ${term}`,
    host: new URL(apiUrl).host,
    async *page(cursor, window, signal) {
      const url = new URL(`${trimmed(apiUrl)}${path}/${term === '' ? 'new' : 'search'}`)
      const search = { q: term.slice(0, longestSearch), sort: 'new', type: 'link', t: ageOf(window, now()), restrict_sr: path === '' ? '0' : '1' }
      const parameters = { ...(term === '' ? {} : search), limit: String(pageSize), raw_json: '1' }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      if (cursor !== null) url.searchParams.set('after', cursor)
      const { data } = yield* withToken(input, { url, now }, signal)
      const times: Date[] = []
      const items = readItems(data.children, Submission, {
        name: 'Reddit',
        toItem: (submission) => {
          times.push(submission.data.created_utc)
          return toItem(submission, now())
        },
      })
      return { items, oldest: oldestOf(times), next: data.after ?? null }
    },
  }
}

const longestSearch = 512
const hourMs = 3_600_000
/** The search knows ages and no times. */
function ageOf({ since }: Window, now: Date): string {
  const hours = (now.getTime() - since.getTime()) / hourMs
  return hours <= 1 ? 'hour' : hours <= 24 ? 'day' : hours <= 168 ? 'week' : hours <= 720 ? 'month' : hours <= 8_760 ? 'year' : 'all'
}
