import { z } from 'zod'
import { type Judge, whenNoneRemains, wordsIn } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

const flag = z.boolean().nullish()
export const Status = z.object({
  id: z.string(),
  uri: z.string(),
  url: Text,
  created_at: Instant,
  content: Text,
  spoiler_text: Text,
  visibility: Text,
  in_reply_to_id: Text,
  reblog: z.unknown(),
  reblogs_count: Figure,
  favourites_count: Figure,
  replies_count: Figure,
  account: z.object({ acct: z.string(), url: Text, bot: flag, noindex: flag, indexable: flag }),
})
export type Status = z.output<typeof Status>
export const Statuses = z.array(z.unknown())
export const Results = z.object({ statuses: z.array(z.unknown()) })

/** Its reset is a date, not seconds. A closed timeline is said with 401, by older servers with 422. */
export const judge: Judge = (told) => {
  const error = wordsIn(told.json, 'error')
  if (told.status === 401 || (told.status === 422 && /authenticated user/i.test(error)))
    return { refused: { fault: 'unauthorized', message: 'This Mastodon server shows its timelines to those who signed in: give a token of it.' } }
  return whenNoneRemains(told, { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' }, 'date')
}

/** The `max_id` of the next page in a `Link` header; only the number is taken, never the address. */
export function nextIn(link: string | null): string | null {
  const target = /<([^<>]+)>\s*;\s*rel="next"/.exec(link ?? '')?.[1]
  return target === undefined ? null : (URL.parse(target)?.searchParams.get('max_id') ?? null)
}
