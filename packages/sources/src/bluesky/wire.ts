import { z } from 'zod'
import { fieldOf, type Judge, whenNoneRemains } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

export const Session = z.object({ accessJwt: z.string() })
export const Results = z.object({ posts: z.array(z.unknown()), cursor: Text })

const Labels = z.array(z.object({ val: z.string() })).nullish()
export const PostView = z.object({
  uri: z.string().startsWith('at://'),
  author: z.object({ did: z.string(), handle: Text, labels: Labels }),
  record: z.object({ text: z.string(), createdAt: Text, reply: z.object({ parent: z.object({ uri: z.string() }) }).nullish() }),
  likeCount: Figure,
  repostCount: Figure,
  replyCount: Figure,
  indexedAt: Instant,
  labels: Labels,
})
export type PostView = z.output<typeof PostView>

export const judge: Judge = (told) => {
  const error = fieldOf(told.json, 'error')
  if (error === 'ExpiredToken' || error === 'InvalidToken' || error === 'AuthMissing')
    return { refused: { fault: 'unauthorized', message: 'Bluesky wants a new session.' } }
  if (error === 'AuthFactorTokenRequired')
    return { refused: { fault: 'unauthorized', message: 'Bluesky asks for a second factor: use an app password, not the password of the account.' } }
  if (error === 'AccountTakedown') return { refused: { fault: 'unauthorized', message: 'Bluesky has taken this account down.' } }
  return whenNoneRemains(told, { remaining: 'ratelimit-remaining', reset: 'ratelimit-reset' }, 'unix-seconds')
}
