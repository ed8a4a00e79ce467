import type { Collected, Rereading, StoredPost } from '@echoscope/domain'
import { z } from 'zod'
import { trimmed } from '../connect/connector.ts'
import type { Waiting } from '../http.ts'
import { absentAmong } from '../walk/reread.ts'
import { readItems } from '../walk/read-items.ts'
import { Figure, whole } from '../walk/wire.ts'
import type { YoutubeInput } from './index.ts'
import { Page } from './wire.ts'

const platform = 'youtube'
const dayMs = 86_400_000
const Again = z.object({ id: z.string(), snippet: z.object({ likeCount: Figure }).nullish() })

/** Fifty comments or videos a request. Deleted ones are left out of the answer. What is kept for more than thirty days has to be asked for again. */
export const rereadYoutube = (input: YoutubeInput): Rereading => ({
  atOnce: 50,
  most: 500,
  withinMs: 25 * dayMs,
  async *ask(posts, { signal, now }) {
    const isVideo = ({ externalId }: StoredPost) => /^[\w-]{11}$/.test(externalId)
    for (const [list, asked] of Object.entries({ comments: posts.filter((post) => !isVideo(post)), videos: posts.filter(isVideo) })) {
      if (asked.length === 0) continue
      const asking = pageOf(input, { list, asked }, signal)
      let step = await asking.next()
      for (; step.done !== true; step = await asking.next()) yield [step.value]
      const present = new Set<string>()
      const news = readItems(step.value, Again, {
        name: 'YouTube',
        toItem: ({ id, snippet }): Collected => {
          present.add(id)
          return { kind: 'observation', observation: { platform, externalId: id, observedAt: now(), score: whole(snippet?.likeCount), comments: null } }
        },
      })
      yield [...news, ...absentAmong(asked, present, { platform, observedAt: now() })]
    }
  },
})

async function* pageOf(
  { http, baseUrl }: YoutubeInput,
  { list, asked }: { list: string; asked: readonly StoredPost[] },
  signal: AbortSignal,
): AsyncGenerator<Waiting, readonly unknown[]> {
  const url = new URL(`${trimmed(baseUrl)}/${list}`)
  const parameters = { part: list === 'comments' ? 'snippet' : 'id', id: asked.map(({ externalId }) => externalId).join(','), maxResults: '100' }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  const { items } = yield* http.getJson(url, Page, signal)
  return items
}
