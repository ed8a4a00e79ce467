import type { Collected, Rereading } from '@echoscope/domain'
import { z } from 'zod'
import type { Http } from '../http.ts'
import { hackerNews } from '../places.ts'
import { goneFrom, monthly } from '../walk/reread.ts'
import { Figure, whole } from '../walk/wire.ts'

/** Null where the place does not know the number, which says nothing of a deletion. */
const Item = z.object({ id: z.int(), deleted: z.boolean().nullish(), dead: z.boolean().nullish(), score: Figure, descendants: Figure }).nullable()

export interface ItemsInput {
  readonly http: Http
  /** Such as `https://hacker-news.firebaseio.com/v0`. */
  readonly itemsUrl: string
}

/** One item a request, of the Firebase API: the search index keeps what is deleted. */
export const rereadHackerNews = ({ http, itemsUrl }: ItemsInput): Rereading => ({
  atOnce: 25,
  most: 200,
  withinMs: monthly,
  async *ask(posts, { signal, now }) {
    for (const { externalId } of posts) {
      const asking = http.getJson(new URL(`${itemsUrl.replace(/\/$/, '')}/item/${encodeURIComponent(externalId)}.json`), Item, signal)
      let step = await asking.next()
      for (; step.done !== true; step = await asking.next()) yield [step.value]
      const item = step.value
      if (item === null) continue
      const news: Collected =
        item.deleted === true || item.dead === true
          ? goneFrom(hackerNews, externalId, { observedAt: now(), why: item.deleted === true ? 'deleted' : 'removed' })
          : {
              kind: 'observation',
              observation: { platform: hackerNews, externalId, observedAt: now(), score: whole(item.score), comments: whole(item.descendants) },
            }
      yield [news]
    }
  },
})
