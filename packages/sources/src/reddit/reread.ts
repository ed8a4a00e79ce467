import type { Rereading } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import { newsOf } from '../walk/reread.ts'
import { readItems } from '../walk/read-items.ts'
import { toItem } from './to-post.ts'
import { type RedditApiInput, withToken } from './token.ts'
import { Submission } from './wire.ts'

const hourMs = 3_600_000

/**
 * A hundred submissions a request. What is deleted is said to be; what is missing from the answer may be hidden from this application. Reddit wants deleted
 * posts gone within two days.
 */
export const rereadReddit = (input: RedditApiInput): Rereading => ({
  atOnce: 100,
  most: 2_000,
  withinMs: 36 * hourMs,
  async *ask(posts, { signal, now }) {
    const ids = posts.filter(({ externalId }) => /^t3_[a-z0-9]+$/.test(externalId)).map(({ externalId }) => externalId)
    if (ids.length === 0) return
    const url = new URL(`${trimmed(input.apiUrl)}/api/info`)
    url.searchParams.set('id', ids.join(','))
    url.searchParams.set('raw_json', '1')
    const asking = withToken(input, { url, now }, signal)
    let step = await asking.next()
    for (; step.done !== true; step = await asking.next()) yield [step.value]
    const news = readItems(step.value.data.children, Submission, { name: 'Reddit', toItem: (submission) => newsOf(toItem(submission, now())) })
    if (news.length > 0) yield news
  },
})
