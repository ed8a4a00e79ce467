import { createHash } from 'node:crypto'
import type { Collected } from '@echoscope/domain'
import { longestName, textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import type { Entry, Feed } from './wire.ts'

export const feedPlatform = 'feed'

export interface Read {
  readonly feed: Feed
  /** Where the feed lies; its own id and community where it says none. */
  readonly address: URL
  readonly observedAt: Date
}

/** An entry without a time is bad, for its time would be a guess, another one at each reading. */
export function toItem({ id, url, title, content, author, publishedAt }: Entry, { feed, address, observedAt }: Read): Collected {
  const heading = htmlToText(textOf(title))
  if (publishedAt === null || Number.isNaN(publishedAt.getTime()) || publishedAt.getTime() < 0)
    return { kind: 'bad', bad: { place: (id ?? url ?? heading).slice(0, 100), reason: 'it does not say when it was published' } }
  const link = url === null ? null : linkOf(url, address)
  const own = textOf(id) || link?.href || hashOf(`${heading} ${publishedAt.toISOString()}`)
  const name = textOf(feed.title).trim().slice(0, longestName) || address.host
  return {
    kind: 'post',
    post: {
      platform: feedPlatform,
      // Many feeds count their entries from 1: what names an entry is its feed and its id.
      externalId: /^https?:\/\/|^tag:|^urn:|^at:/.test(own) ? shortened(own) : `${address.host}:${shortened(own)}`,
      url: link !== null && /^https?:$/.test(link.protocol) ? link.href : '',
      community: { name, url: feed.url !== null && /^https?:\/\//.test(feed.url) ? feed.url : `${address.origin}/`, members: null },
      author: author === null ? null : textOf(author).trim().slice(0, longestName) || null,
      title: heading,
      body: htmlToText(textOf(content)),
      publishedAt,
      observedAt,
      score: null,
      comments: 0,
      parentExternalId: null,
    },
  }
}

/** What an entry names, unless that is a place in the feed itself: the feed's address may hold a reader's token, and an entry is shown to more people. */
function linkOf(url: string, address: URL): URL | null {
  const link = URL.parse(url, address.href)
  return link !== null && link.href.startsWith(address.href.replace(/#.*$/, '')) && link.hash !== '' ? null : link
}

const hashOf = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32)
const shortened = (id: string): string => (id.length <= longestName ? id : `${id.slice(0, longestName - 33)}-${hashOf(id)}`)
