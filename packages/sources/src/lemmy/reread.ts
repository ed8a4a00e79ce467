import type { Rereading } from '@echoscope/domain'
import { z } from 'zod'
import { oneByOne } from '../walk/one-by-one.ts'
import { monthly, newsOf } from '../walk/reread.ts'
import type { LemmyInput } from './index.ts'
import { commentToItem, postToItem } from './to-post.ts'
import { CommentView, PostView } from './wire.ts'

const OnePost = z.object({ post_view: PostView })
const OneComment = z.object({ comment_view: CommentView })

/** Posts and comments of the instances that are asked, by their own numbers, which 1.0 gives under the old address too. A deleted one says so, or is not found. */
export const rereadLemmy = ({ http, instances }: LemmyInput): Rereading =>
  oneByOne({
    platform: 'lemmy',
    most: 100,
    withinMs: monthly,
    async *ask({ externalId }, now, signal) {
      const at = URL.parse(externalId)
      const address = instances.find((each) => new URL(each).host === at?.host)
      const [, kind, id] = /\/(post|comment)\/(\d+)$/.exec(at?.pathname ?? '') ?? []
      if (address === undefined || kind === undefined || id === undefined) return null
      const url = new URL(`${address}/api/v3/${kind}`)
      url.searchParams.set('id', id)
      if (kind === 'post') return newsOf(postToItem((yield* http(address).getJson(url, OnePost, signal)).post_view, now), externalId)
      return newsOf(commentToItem((yield* http(address).getJson(url, OneComment, signal)).comment_view, now), externalId)
    },
  })
