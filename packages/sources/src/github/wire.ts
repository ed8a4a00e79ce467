import { z } from 'zod'
import { afterSeconds, fieldOf, type Judge, retryAfterMs, whenNoneRemains, wordsIn } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

export const Issues = z.object({ incomplete_results: z.boolean().nullish(), items: z.array(z.unknown()) })
export const Issue = z.object({
  node_id: z.string(),
  title: z.string(),
  body: Text,
  html_url: z.string(),
  repository_url: z.string(),
  user: z.object({ login: z.string(), type: Text }).nullish(),
  comments: Figure,
  reactions: z.object({ total_count: Figure }).nullish(),
  created_at: Instant,
})
export type Issue = z.output<typeof Issue>

export const Discussion = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  bodyText: Text,
  createdAt: Instant,
  upvoteCount: Figure,
  author: z.object({ login: z.string(), __typename: Text }).nullish(),
  comments: z.object({ totalCount: Figure }).nullish(),
  repository: z.object({ nameWithOwner: z.string() }),
})
export type Discussion = z.output<typeof Discussion>
export const Discussions = z.object({
  data: z.object({ search: z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: Text }), nodes: z.array(z.unknown()) }) }),
})

export const discussionQuery = `query($query: String!, $after: String) { search(type: DISCUSSION, query: $query, first: 50, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes { ... on Discussion { id url title bodyText createdAt upvoteCount author { login __typename } comments { totalCount } repository { nameWithOwner } } } } }`

/** Limits come as 403 or 429, or as 200 with an error inside; a secondary limit says nothing of how long, and is waited for a minute. */
export const judge: Judge = (told) => {
  const { status, json, now } = told
  const errors = fieldOf(json, 'errors')
  const types = Array.isArray(errors) ? errors.map((error) => fieldOf(error, 'type')) : []
  const spent = whenNoneRemains(told, { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' }, 'unix-seconds')
  if (status === 200 && types.includes('RATE_LIMITED'))
    return {
      closed: spent?.closed ?? { until: afterSeconds(now, 60), fault: 'rate_limited' },
      refused: { fault: 'rate_limited', message: 'GitHub answered: too many requests.' },
    }
  // A node that is not found is an answer about that node.
  if (status === 200 && types.some((type) => type !== 'NOT_FOUND'))
    return { refused: { fault: 'malformed', message: 'GitHub did not understand the question for discussions.' } }
  const after = retryAfterMs(told.header('retry-after'), now)
  const isSecondary = status === 429 || (status === 403 && /rate limit|abuse/i.test(wordsIn(json, 'message')))
  if (isSecondary && after !== null) return { closed: { until: afterSeconds(now, after / 1_000), fault: 'rate_limited' } }
  return spent ?? (isSecondary ? { closed: { until: afterSeconds(now, 60), fault: 'rate_limited' } } : null)
}
