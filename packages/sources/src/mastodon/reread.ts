import type { Rereading } from '@echoscope/domain'
import { parseJson } from '../http/json.ts'
import { oneByOne } from '../walk/one-by-one.ts'
import { monthly, newsOf } from '../walk/reread.ts'
import type { MastodonInput } from './index.ts'
import { toItem } from './to-post.ts'
import { Status } from './wire.ts'

/** Statuses that this server itself holds, by their number: what came from elsewhere has another number here, which is not kept. */
export const rereadMastodon = ({ http, server }: MastodonInput): Rereading =>
  oneByOne({
    platform: 'mastodon',
    most: 100,
    withinMs: monthly,
    async *ask({ externalId }, now, signal) {
      const uri = URL.parse(externalId)
      const id = /\/statuses\/(\d+)$/.exec(uri?.pathname ?? '')?.[1]
      if (id === undefined || uri?.host !== new URL(server).host) return null
      const url = new URL(`${server}/api/v1/statuses/${id}`)
      const { bytes } = yield* http.ask({ url }, signal)
      return newsOf(toItem(parseJson(new TextDecoder().decode(bytes), Status, url.host), server, now), externalId)
    },
  })
