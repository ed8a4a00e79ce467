import { z } from 'zod'
import { afterSeconds, fieldOf, type Judge } from '../http/judge.ts'
import { Figure, Instant, Text } from '../walk/wire.ts'

export const Site = z.object({ version: z.string() })
export const Found = z.object({ posts: z.array(z.unknown()).default([]), comments: z.array(z.unknown()).default([]), next_page: Text })

const flag = z.boolean().nullish()
const Person = z.object({ name: z.string(), actor_id: Text, ap_id: Text, bot_account: flag })
const Community = z.object({ name: z.string(), actor_id: Text, ap_id: Text, subscribers: Figure })
const Counts = z.object({ score: Figure, comments: Figure, child_count: Figure }).nullish()
const common = { id: z.int(), ap_id: z.string(), removed: flag, deleted: flag, score: Figure }

/** 0.19 writes `published`, 1.0 `published_at`; figures moved from `counts` into the thing itself. */
const dated = { published: Instant.optional(), published_at: Instant.optional() }

export const PostView = z.object({
  post: z.object({ ...common, ...dated, name: z.string(), body: Text, comments: Figure }),
  creator: Person,
  community: Community,
  counts: Counts,
})
export const CommentView = z.object({
  comment: z.object({ ...common, ...dated, content: Text, path: Text, child_count: Figure }),
  post: z.object({ name: Text, ap_id: Text }).nullish(),
  creator: Person,
  community: Community,
  counts: Counts,
})
export type PostView = z.output<typeof PostView>
export type CommentView = z.output<typeof CommentView>

const waitSeconds = 60

/** A 429 has neither body nor header to say for how long; older instances say 400. */
export const judge: Judge = ({ status, json, now, header }) => {
  const error = fieldOf(json, 'error')
  if (error === 'instance_is_private' || error === 'not_logged_in')
    return { refused: { fault: 'unauthorized', message: 'This Lemmy instance is open to its members alone.' } }
  if (error === 'couldnt_find_post' || error === 'couldnt_find_comment') return { refused: { fault: 'gone', message: 'Lemmy has no such post any more.' } }
  const isLimit = error === 'rate_limit_error' || (status === 429 && header('retry-after') === null)
  return isLimit ? { closed: { until: afterSeconds(now, waitSeconds), fault: 'rate_limited' } } : null
}
