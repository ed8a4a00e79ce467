import type { Collected, Rereading } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import { absentAmong, figuresOf, monthly } from '../walk/reread.ts'
import { readItems } from '../walk/read-items.ts'
import type { StackExchangeInput } from './index.ts'
import { toPost } from './to-post.ts'
import { Question, Questions } from './wire.ts'

const atOnce = 100

/** A hundred questions a request, of one site. Deleted ones are left out of the answer. */
export const rereadStackExchange = ({ http, baseUrl, key }: StackExchangeInput): Rereading => ({
  atOnce,
  most: 500,
  withinMs: monthly,
  async *ask(posts, { signal, now }) {
    for (const [site, asked] of Map.groupBy(posts, ({ externalId }) => externalId.split(':q:')[0] ?? '')) {
      const ids = asked.flatMap(({ externalId }) => /:q:(\d+)$/.exec(externalId)?.[1] ?? [])
      if (ids.length === 0) continue
      const url = new URL(`${trimmed(baseUrl)}/questions/${ids.join(';')}`)
      for (const [name, value] of Object.entries({ site, pagesize: String(atOnce), ...(key === null ? {} : { key }) })) url.searchParams.set(name, value)
      const asking = http.getJson(url, Questions, signal)
      let step = await asking.next()
      for (; step.done !== true; step = await asking.next()) yield [step.value]
      const present = new Set<string>()
      const news = readItems(step.value.items, Question, {
        name: 'Stack Exchange',
        toItem: (question): Collected => {
          const post = toPost(question, site, now())
          present.add(post.externalId)
          return figuresOf(post)
        },
      })
      yield [...news, ...absentAmong(asked, present, { platform: 'stack-exchange', observedAt: now() })]
    }
  },
})
