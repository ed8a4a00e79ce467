import { z } from 'zod'
import { afterSeconds, fieldOf, type Judge, wordsIn } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

export const Questions = z.object({ items: z.array(z.unknown()), has_more: z.boolean() })

export const Question = z.object({
  question_id: z.int(),
  title: z.string(),
  body: Text,
  link: z.string(),
  score: Figure,
  answer_count: Figure,
  comment_count: Figure,
  creation_date: Instant,
  owner: z.object({ display_name: Text, user_type: Text }).nullish(),
})
export type Question = z.output<typeof Question>

/** A `backoff` that is kept to the second is still called broken by the server. */
const politenessSeconds = 2

/** Its limits come in bodies: `backoff` with any answer, a throttle as a 400 that says for how long, the day's quota as a count. */
export const judge: Judge = ({ json, now }) => {
  const [id, message, backoff] = [fieldOf(json, 'error_id'), wordsIn(json, 'error_message'), fieldOf(json, 'backoff')]
  if (id === 502) {
    const seconds = Number(/(\d+) seconds?/.exec(message)?.[1] ?? 60)
    return { closed: { until: afterSeconds(now, seconds + politenessSeconds), fault: seconds > 3_600 ? 'quota' : 'rate_limited' } }
  }
  if (id === 401 || id === 402 || id === 403 || id === 405)
    return { refused: { fault: 'unauthorized', message: 'Stack Exchange does not accept the key of this workspace; check it at stackapps.com.' } }
  if (fieldOf(json, 'quota_remaining') === 0) return { closed: { until: new Date(Math.ceil((now.getTime() + 1) / 86_400_000) * 86_400_000), fault: 'quota' } }
  return typeof backoff === 'number' ? { closed: { until: afterSeconds(now, backoff + politenessSeconds), fault: 'rate_limited' } } : null
}
