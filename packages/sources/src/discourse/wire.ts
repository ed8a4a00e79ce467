import { z } from 'zod'
import { afterSeconds, fieldOf, type Judge, retryAfterMs } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

const Topic = z.object({ id: z.int(), title: z.string(), slug: Text, posts_count: Figure })
export const Results = z.object({
  posts: z.array(z.unknown()).default([]),
  topics: z.array(Topic).default([]),
  grouped_search_result: z.object({ more_full_page_results: z.boolean().nullish() }).nullish(),
})
export type Topic = z.output<typeof Topic>

export const Hit = z.object({
  id: z.int(),
  username: z.string(),
  created_at: Instant,
  like_count: Figure,
  blurb: Text,
  post_number: z.int(),
  topic_id: z.int(),
})
export type Hit = z.output<typeof Hit>
export const Whole = z.object({
  raw: Text,
  cooked: Text,
  post_type: Figure,
  user_deleted: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  reply_to_post_number: Figure,
})
export type Whole = z.output<typeof Whole>
export const About = z.object({ title: Text })

/** An overloaded site answers 200 with an error in the middle; a limit says in its body how long it lasts. */
export const judge: Judge = ({ status, json, now, header }) => {
  const type = fieldOf(json, 'error_type')
  if (type === 'not_logged_in' || (type === 'invalid_access' && status === 403))
    return { refused: { fault: 'unauthorized', message: 'This forum is open to its members alone: give a key of it, or take it out of the list.' } }
  const overload = fieldOf(fieldOf(json, 'grouped_search_result'), 'error')
  const waitSeconds = Number(fieldOf(fieldOf(json, 'extras'), 'wait_seconds') ?? Number.NaN)
  const isLimit = status === 429 || type === 'rate_limit' || status === 409
  if (typeof overload === 'string' && overload !== '')
    return {
      closed: { until: afterSeconds(now, 60), fault: 'rate_limited' },
      refused: { fault: 'rate_limited', message: 'The forum is overloaded and does not search now.' },
    }
  if (!isLimit) return null
  const seconds = Number.isFinite(waitSeconds) ? waitSeconds : (retryAfterMs(header('retry-after'), now) ?? 30_000) / 1_000
  return { closed: { until: afterSeconds(now, seconds), fault: 'rate_limited' } }
}
