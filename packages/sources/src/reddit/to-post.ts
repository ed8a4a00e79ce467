import type { Collected } from '@echoscope/domain'
import type { Entry } from '../feeds/wire.ts'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { markdownToText } from '../markdown-to-text.ts'
import { reddit, redditUrl, subreddit, subredditIn } from '../places.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { Submission } from './wire.ts'

const isDeleted = (text: string): boolean => text === '[deleted]' || text === '[removed]'

/** What is deleted there is said to be, so that it is blanked here: Reddit's rules ask for it. */
export function toItem({ data }: Submission, observedAt: Date): Collected {
  if (data.promoted === true) return { kind: 'left-out', reason: 'advertisement' }
  const [score, comments] = [whole(data.score), whole(data.num_comments)]
  const removedBy = data.removed_by_category ?? null
  if (removedBy !== null || isDeleted(textOf(data.selftext)) || isDeleted(data.title)) {
    const why = removedBy === 'deleted' || removedBy === 'author' || (removedBy === null && data.selftext === '[deleted]') ? 'deleted' : 'removed'
    return { kind: 'gone', gone: { platform: reddit, externalId: data.name, observedAt, score, comments, why }, post: null }
  }
  return {
    kind: 'post',
    post: {
      platform: reddit,
      externalId: data.name,
      url: redditUrl(data.permalink),
      community: subreddit(data.subreddit, whole(data.subreddit_subscribers)),
      author: data.author === '[deleted]' ? null : nameOf(data.author),
      title: textOf(data.title),
      body: markdownToText(textOf(data.selftext)),
      publishedAt: data.created_utc,
      observedAt,
      score,
      comments: comments ?? 0,
      parentExternalId: null,
    },
  }
}

/** An entry of a feed: no score, no count of comments, HTML with a line of links below. */
export function entryToItem(entry: Entry, observedAt: Date): Collected {
  const id = /^t[13]_[a-z0-9]+$/.exec(entry.id ?? '')?.[0]
  const path = URL.parse(entry.url ?? '')?.pathname ?? ''
  if (id === undefined || entry.publishedAt === null || subredditIn(path) === null)
    return { kind: 'bad', bad: { place: (entry.id ?? entry.title).slice(0, 100), reason: 'its shape is not as Reddit writes it' } }
  return {
    kind: 'post',
    post: {
      platform: reddit,
      externalId: id,
      url: redditUrl(path),
      community: subreddit(subredditIn(path) ?? '', null),
      author: nameOf(entry.author?.replace(/^\/u\//, '')),
      title: htmlToText(textOf(entry.title)),
      body: htmlToText(textOf(entry.content)).replace(/\s*submitted by\s+\/u\/\S+[\s\S]{0,200}$/, ''),
      publishedAt: entry.publishedAt,
      observedAt,
      score: null,
      comments: 0,
      parentExternalId: null,
    },
  }
}
