import type { Collected, Pace, Source, Window } from '@echoscope/domain'
import { type Connector, listOf, trimmed } from '../connect/connector.ts'
import type { Http } from '../http.ts'
import { parseJson } from '../http/json.ts'
import type { Listing } from '../walk/listing.ts'
import { oldestOf, readItems } from '../walk/read-items.ts'
import { searchesOf } from '../walk/searches.ts'
import { walk } from '../walk/walk.ts'
import { rereadGithub } from './reread.ts'
import { discussionToPost, issueToItem } from './to-post.ts'
import { Discussion, discussionQuery, Discussions, Issue, Issues, judge } from './wire.ts'

export interface GithubInput {
  readonly http: Http
  readonly baseUrl: string
  /** `owner/name`; none: all that is public. */
  readonly repositories: readonly string[]
  /** Discussions are shown to those with a token alone. */
  readonly hasToken: boolean
  readonly pageSize?: number
}

/** No search gives more. */
const mostResults = 1_000
/** One search cannot ask for both. */
const kinds = ['issue', 'pull-request'] as const

/** Issues, pull requests and, with a token, discussions of public repositories, each term newest first. */
export const githubSource = (input: GithubInput): Source => ({
  kind: 'github',
  ...(input.hasToken ? { rereading: rereadGithub(input) } : {}),
  collect: (query, context) => {
    const repositories = query.communities.length === 0 ? input.repositories : query.communities
    const asked: Input = { ...input, repositories }
    const textsFor = (dialect: 'github' | 'github-discussions') => searchesOf(query, { name: 'GitHub', dialect, everything: repositories.length > 0 })
    const listings = [
      ...textsFor('github').flatMap((term) => kinds.map((kind) => issuesOf(asked, { term, kind }, context.now))),
      ...(input.hasToken ? textsFor('github-discussions').map((term) => discussionsOf(asked, term, context.now)) : []),
    ]
    return walk(listings, query.window, context)
  },
})
type Input = GithubInput

const longestTerm = 240
/**
 * The token may open what its owner alone may read, and a scope is read by others: words are words, and what is not public is not asked for. Alternatives stand
 * in parentheses, for a space binds tighter than an OR. A text that was cut or was not compiled may miss its other half: it is taken as words.
 */
const queryOf = (term: string, repositories: readonly string[], { since, until }: Window): string => {
  const seconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`
  const isWhole = term.length <= longestTerm && isBalanced(term)
  const plain = isWhole ? term.replaceAll(':', ' ') : term.replaceAll(/[":()]/g, ' ').slice(0, longestTerm)
  const words = plain.includes(' OR ') ? `(${plain})` : plain
  const named = repositories.map((name) => `repo:${name.replaceAll(/[^\w./-]/g, '')}`)
  return [words, ...named, 'is:public', `created:${seconds(since)}..${seconds(until)}`].join(' ')
}
function isBalanced(term: string): boolean {
  let depth = 0
  const [outside, ...rest] = term.split('"')
  if (rest.length % 2 === 1) return false
  for (const character of [outside, ...rest].filter((_, at) => at % 2 === 0).join('')) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (depth < 0) return false
  }
  return depth === 0
}
const earliest = new Date('2007-01-01T00:00:00Z')
const bounded = ({ since, until }: Window, now: Date): Window => ({ since: since < earliest ? earliest : since, until: until > now ? now : until })

function issuesOf(
  { http, baseUrl, repositories, pageSize = 100 }: Input,
  { term, kind }: { term: string; kind: (typeof kinds)[number] },
  now: () => Date,
): Listing {
  return {
    key: `${kind} ${term}`,
    host: new URL(baseUrl).host,
    async *page(cursor, window, signal) {
      const [page = '1', end] = cursor?.split(' ') ?? []
      const url = new URL(`${trimmed(baseUrl)}/search/issues`)
      const asked = bounded({ since: window.since, until: end === undefined ? window.until : new Date(end) }, now())
      const parameters = { q: `${queryOf(term, repositories, asked)} is:${kind}`, sort: 'created', order: 'desc', per_page: String(pageSize), page }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      const { items, incomplete_results } = yield* http.getJson(url, Issues, signal)
      const times: Date[] = []
      const found: Collected[] = readItems(items, Issue, {
        name: 'GitHub',
        toItem: (issue) => {
          times.push(issue.created_at)
          return issueToItem(issue, now())
        },
      })
      if (incomplete_results === true)
        found.push({ kind: 'bad', bad: { place: `${kind} ${term}`, reason: 'GitHub ran out of time over this search, and gave a part of it' } })
      const oldest = oldestOf(times)
      const isFull = items.length === pageSize
      const next = !isFull
        ? null
        : Number(page) * pageSize < mostResults
          ? `${Number(page) + 1}${end === undefined ? '' : ` ${end}`}`
          : oldest === null
            ? null
            : `1 ${oldest.toISOString()}`
      return { items: found, oldest, next }
    },
  }
}

function discussionsOf({ http, baseUrl, repositories }: Input, term: string, now: () => Date): Listing {
  const url = new URL(`${trimmed(baseUrl).replace(/\/api\/v3$/, '/api')}/graphql`)
  return {
    key: `discussion ${term}`,
    host: url.host,
    async *page(cursor, window, signal) {
      const query = `${queryOf(term, repositories, bounded(window, now()))} sort:created-desc`
      const body = JSON.stringify({ query: discussionQuery, variables: { query, after: cursor } })
      const answer = yield* http.ask({ url, method: 'POST', headers: { 'content-type': 'application/json' }, body }, signal)
      const { pageInfo, nodes } = parseJson(new TextDecoder().decode(answer.bytes), Discussions, url.host).data.search
      const times: Date[] = []
      const items = readItems(nodes, Discussion, {
        name: 'GitHub',
        toItem: (discussion) => {
          times.push(discussion.createdAt)
          return { kind: 'post', post: discussionToPost(discussion, now()) }
        },
      })
      return { items, oldest: oldestOf(times), next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null }
    },
  }
}

const withToken: Pace = { requests: 28, perMs: 60_000, burst: 3 }
const without: Pace = { requests: 9, perMs: 60_000, burst: 2 }

export const github: Connector = {
  kind: 'github',
  name: 'GitHub',
  description: 'Issues and pull requests of public repositories; discussions with a token. 10 searches a minute without one, 30 with.',
  takes: ['token', 'repositories'],
  needs: [],
  open(world, settings) {
    const baseUrl = world.baseUrl('github', 'https://api.github.com')
    const { token } = { token: settings['token'] }
    const headers = {
      'x-github-api-version': '2022-11-28',
      accept: 'application/vnd.github+json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const http = world.connect({ baseUrl, credential: token ?? null, headers, judge, pace: token === undefined ? without : withToken })
    return githubSource({ baseUrl, http, repositories: listOf(settings['repositories']), hasToken: token !== undefined })
  },
}
