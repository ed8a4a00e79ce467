import { z } from 'zod'
import { fieldOf, type Judge, whenNoneRemains } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

export const Granted = z.object({ access_token: z.string(), expires_in: z.number() })
export const Listing = z.object({ data: z.object({ after: Text, children: z.array(z.unknown()) }) })

export const Submission = z.object({
  kind: z.literal('t3'),
  data: z.object({
    name: z.string(),
    title: z.string(),
    selftext: Text,
    author: Text,
    subreddit: z.string(),
    subreddit_subscribers: Figure,
    permalink: z.string(),
    created_utc: Instant,
    score: Figure,
    num_comments: Figure,
    removed_by_category: Text,
    promoted: z.boolean().nullish(),
    over_18: z.boolean().nullish(),
  }),
})
export type Submission = z.output<typeof Submission>

/** What is left counts down in the headers of each answer; a wrong secret is answered with 200. */
export const judge: Judge = (told) => {
  const error = fieldOf(told.json, 'error')
  if (error === 'invalid_grant' || error === 'unauthorized_client' || error === 'unsupported_grant_type')
    return { refused: { fault: 'unauthorized', message: 'Reddit does not accept this application: check its id and secret, and that it is approved.' } }
  return whenNoneRemains(told, { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' }, 'seconds-left')
}
