import type { Rereading } from '@echoscope/domain'
import { z } from 'zod'
import { oneByOne } from '../walk/one-by-one.ts'
import { goneFrom, monthly } from '../walk/reread.ts'
import { Figure, whole } from '../walk/wire.ts'
import type { DiscourseInput } from './index.ts'
import { Whole } from './wire.ts'

const platform = 'discourse'
/** In a summary of what readers did. */
const likes = 2
const Again = Whole.extend({ id: z.int(), actions_summary: z.array(z.object({ id: z.int(), count: Figure })).nullish() })

/** One post a request; a deleted one is a stub that says so, or is not found. */
export const rereadDiscourse = ({ http, forums }: DiscourseInput): Rereading =>
  oneByOne({
    platform,
    most: 60,
    withinMs: monthly,
    async *ask({ externalId }, observedAt, signal) {
      const [host = '', id] = externalId.split(':post:')
      const address = forums.find((each) => new URL(each).host === host)
      if (address === undefined || id === undefined) return null
      const post = yield* http(address).getJson(new URL(`${address}/posts/${encodeURIComponent(id)}.json`), Again, signal)
      if (post.user_deleted === true || post.hidden === true)
        return goneFrom(platform, externalId, { observedAt, why: post.user_deleted === true ? 'deleted' : 'removed' })
      const { actions_summary: done } = post
      const score = done ? whole(done.find((action) => action.id === likes)?.count ?? 0) : null
      return { kind: 'observation', observation: { platform, externalId, observedAt, score, comments: null } }
    },
  })
