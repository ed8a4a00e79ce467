import { asInstant } from '../dates.ts'
import { type Fields, figureOf, isTrue, longestName, textOf, unusable } from '../fields.ts'
import { Hit, toPost } from '../hacker-news/to-post.ts'
import { htmlToText } from '../html-to-text.ts'
import { hackerNews, hackerNewsCommunity, hackerNewsUrl } from '../places.ts'
import { deletedAtSource, goneAtSource, type Mapped, observed } from './mapped.ts'

/** True for hits of the search API and for rows of the BigQuery table, as JSON or CSV. */
export const looksLikeHackerNews = (fields: Fields): boolean =>
  'objectID' in fields || ('by' in fields && 'time' in fields) || ('num_points' in fields && 'created_at' in fields)

/** An item from any of the three shapes Hacker News is archived in. Polls' options and rankings are no posts. */
export function fromHackerNews(fields: Fields): Mapped {
  if ('objectID' in fields) return fromHit(fields)
  if (isTrue(fields['dead']) || isTrue(fields['deleted'])) return goneItem(fields)
  const type = textOf(fields['type'])
  if (type === 'pollopt' || type === 'comment_ranking') return { kind: 'left-out', reason: 'no_post' }
  const id = textOf(fields['id'])
  if (!/^\d{1,20}$/.test(id)) return unusable('no id')
  const score = figureOf(fields['score'] ?? fields['points'] ?? fields['num_points'])
  const comments = figureOf(fields['descendants'] ?? fields['num_comments'])
  if (Number.isNaN(score) || Number.isNaN(comments)) return unusable('its score or number of comments is no whole number')
  const observedAt = null
  if (!('title' in fields || 'text' in fields)) return observed({ platform: hackerNews, externalId: id, observedAt, score, comments })

  const publishedAt = asInstant(fields['time'] || fields['timestamp'] || fields['created_at'])
  if (!(publishedAt instanceof Date)) return unusable(publishedAt)
  const author = textOf(fields['by'] ?? fields['author'])
  if (author.length > longestName) return unusable(`a name of more than ${longestName} characters`)
  const title = htmlToText(textOf(fields['title']))
  const body = htmlToText(textOf(fields['text']))
  if (title === '' && body === '') return unusable('neither title nor text')
  const parent = textOf(fields['parent'])
  return {
    kind: 'post',
    post: {
      platform: hackerNews,
      externalId: id,
      url: hackerNewsUrl(id),
      community: hackerNewsCommunity,
      author: author || null,
      title,
      body,
      publishedAt,
      observedAt,
      score: type === 'comment' ? null : score,
      comments: comments ?? 0,
      parentExternalId: parent || null,
    },
  }
}

function goneItem(fields: Fields): Mapped {
  const externalId = textOf(fields['id'])
  if (!/^\d{1,20}$/.test(externalId)) return deletedAtSource
  return goneAtSource({
    platform: hackerNews,
    externalId,
    why: isTrue(fields['deleted']) ? 'deleted' : 'removed',
    observedAt: null,
    score: null,
    comments: null,
  })
}

function fromHit(fields: Fields): Mapped {
  const hit = Hit.safeParse(fields)
  if (!hit.success) return unusable(`its ${hit.error.issues[0]?.path.join('.') ?? 'shape'} is not as Hacker News writes it`)
  const post = toPost(hit.data, null)
  return post.title === '' && post.body === '' ? unusable('neither title nor text') : { kind: 'post', post }
}
