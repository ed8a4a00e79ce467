import type { Collected, Rereading } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import { absentAmong, monthly, newsOf } from '../walk/reread.ts'
import { readItems } from '../walk/read-items.ts'
import { type BlueskyInput, withSession } from './session.ts'
import { toItem } from './to-post.ts'
import { PostView } from './wire.ts'

/** Twenty-five posts a request. Deleted ones are left out of the answer. */
export const rereadBluesky = (input: BlueskyInput): Rereading => ({
  atOnce: 25,
  most: 500,
  withinMs: monthly,
  async *ask(posts, { signal, now }) {
    const url = new URL(`${trimmed(input.baseUrl)}/xrpc/app.bsky.feed.getPosts`)
    for (const { externalId } of posts) url.searchParams.append('uris', externalId)
    const asking = withSession(input, { url, now }, signal)
    let step = await asking.next()
    for (; step.done !== true; step = await asking.next()) yield [step.value]
    const present = new Set<string>()
    const news = readItems(step.value.posts, PostView, {
      name: 'Bluesky',
      toItem: (view): Collected | null => {
        present.add(view.uri)
        return newsOf(toItem(view, now()))
      },
    })
    yield [...news, ...absentAmong(posts, present, { platform: 'bluesky', observedAt: now() })]
  },
})
