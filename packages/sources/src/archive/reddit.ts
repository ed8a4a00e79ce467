import type { Post } from '@echoscope/domain'
import { asInstant } from '../dates.ts'
import { type Fields, figureOf, isFields, isTrue, latestOf, longestName, textOf, unusable } from '../fields.ts'
import { advertisement, deletedAtSource, goneAtSource, type Mapped, observed } from './mapped.ts'
import { reddit, redditUrl, subreddit, subredditIn } from '../places.ts'

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
/** The three entities Reddit writes into its texts; every other one was typed by the author. */
const decoded = (text: string): string => (text.includes('&') ? text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity) : text)

const isGone = (text: string): boolean => text === '[deleted]' || text === '[removed]'

/** True for objects and CSV headers of Reddit, Pushshift or Arctic Shift. */
export const looksLikeReddit = (fields: Fields): boolean =>
  ('id' in fields || 'name' in fields) && ('subreddit' in fields || 'created_utc' in fields || 'link_id' in fields || 'selftext' in fields)

/**
 * A submission, a comment, or, where a row has figures and no text columns at all, an observation. `community` names the subreddit of files
 * that do not. Fields and their drift over the years are those of the Pushshift and Arctic Shift dumps.
 */
export function fromReddit(fields: Fields, community: string | null): Mapped {
  if (isTrue(fields['promoted'])) return advertisement
  const meta = isFields(fields['_meta']) ? fields['_meta'] : {}
  const deletedLater = isTrue(meta['was_deleted_later'])

  const isComment = 'link_id' in fields || ('body' in fields && !('title' in fields)) || textOf(fields['name']).startsWith('t1_')
  const externalId = idOf(fields, isComment)
  if (externalId === null) return deletedLater ? deletedAtSource : unusable('no id')
  const observedAt = latestOf(fields['_last_seen'], fields['snapshot_date'], fields['retrieved_on'], meta['retrieved_2nd_on'])
  const score = isTrue(fields['score_hidden']) ? null : figureOf(fields['score'])
  const comments = figureOf(fields['num_comments'])
  const text = textOf(isComment ? fields['body'] : fields['selftext'])
  const gone = {
    platform: reddit,
    externalId,
    why: text === '[removed]' ? 'removed' : 'deleted',
    observedAt,
    score: orNull(score),
    comments: orNull(comments),
  } as const
  if (deletedLater) return goneAtSource(gone)
  if (Number.isNaN(score) || Number.isNaN(comments)) return unusable('its score or number of comments is no whole number')
  if (!('title' in fields || 'body' in fields || 'selftext' in fields)) return observed({ platform: reddit, externalId, observedAt, score, comments })

  const publishedAt = asInstant(fields['created_utc'])
  if (!(publishedAt instanceof Date)) return unusable(publishedAt)
  const permalink = textOf(fields['permalink'])
  const name = textOf(fields['subreddit']) || subredditIn(permalink) || community?.replace(/^\/?r\//, '') || null
  if (name === null) return unusable('no subreddit, and no community was named for the file')
  const author = textOf(fields['author'])
  if (name.length > longestName || author.length > longestName) return unusable(`a name of more than ${longestName} characters`)
  const title = decoded(textOf(fields['title']))
  const body = isGone(text) ? '' : decoded(text)
  if (title === '' && body === '') return isGone(text) ? goneAtSource(gone) : unusable('neither title nor text')
  const members = figureOf(fields['subreddit_subscribers'])
  const parent = textOf(fields['parent_id'])
  const post: Post = {
    platform: reddit,
    externalId,
    url: addressOf({ permalink, name, externalId, linkId: textOf(fields['link_id']) }),
    community: subreddit(name, Number.isNaN(members) ? null : members),
    author: author === '' || isGone(author) ? null : author,
    title,
    body,
    publishedAt,
    observedAt,
    score,
    comments: comments ?? 0,
    parentExternalId: isComment && parent !== '' ? parent : null,
  }
  return isGone(text) ? goneAtSource(gone, post) : { kind: 'post', post }
}

const orNull = (figure: number | null): number | null => (Number.isNaN(figure) ? null : figure)

function idOf(fields: Fields, isComment: boolean): string | null {
  const name = textOf(fields['name'])
  if (/^t[13]_\w+$/.test(name) && name.length <= longestName) return name
  const id = textOf(fields['id'])
  if (/^t[13]_\w+$/.test(id) && id.length <= longestName) return id
  return /^\w+$/.test(id) && id.length <= longestName ? `${isComment ? 't1_' : 't3_'}${id}` : null
}

/** Old dumps have no permalink, older ones a whole address. */
function addressOf({ permalink, name, externalId, linkId }: Record<'permalink' | 'name' | 'externalId' | 'linkId', string>): string {
  if (permalink.startsWith('/')) return redditUrl(permalink)
  const path = /^https?:\/\/(?:www\.)?reddit\.com(\/.*)$/.exec(permalink)?.[1]
  if (path !== undefined) return redditUrl(path)
  const id = externalId.slice(3)
  return externalId.startsWith('t1_') ? redditUrl(`/r/${name}/comments/${linkId.slice(3)}/_/${id}/`) : redditUrl(`/r/${name}/comments/${id}/`)
}
