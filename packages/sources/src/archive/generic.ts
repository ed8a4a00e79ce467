import { createHash } from 'node:crypto'
import { type ArchiveColumn, type ArchiveOptions, identityIn, plainColumnName, type PostCommunity, usualColumnNames } from '@echoscope/domain'
import { asInstant } from '../dates.ts'
import { type Fields, figureOf, latestOf, longestName, textOf, unusable } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { hackerNews, hackerNewsCommunity, hackerNewsUrl, platformOf, reddit, redditUrl, subreddit } from '../places.ts'
import { type Mapped, observed } from './mapped.ts'

/** For each field of a post the names its column may have; the first that a record has counts. */
export type Columns = Readonly<Record<ArchiveColumn, readonly string[]>>

/** The columns of records with these keys: those the user named, else the usual names. */
export function columnsOf(keys: readonly string[], named: ArchiveOptions['columns']): Columns {
  const byPlainName = new Map(keys.toReversed().map((key) => [plainColumnName(key), key]))
  const pick = (column: ArchiveColumn): readonly string[] => {
    const own = named?.[column]
    if (own !== undefined) return [own]
    // Who names columns means those and no others.
    return named ? [] : usualColumnNames[column].flatMap((name) => byPlainName.get(name) ?? [])
  }
  return {
    id: pick('id'),
    title: pick('title'),
    body: pick('body'),
    author: pick('author'),
    url: pick('url'),
    community: pick('community'),
    publishedAt: pick('publishedAt'),
    score: pick('score'),
    comments: pick('comments'),
    observedAt: pick('observedAt'),
  }
}

export interface GenericOptions {
  readonly columns: Columns
  readonly platform: string | null
  readonly community: string | null
}

/**
 * A post from a table nobody described but its columns. A link to Reddit or Hacker News says which post it is; without id and link the id is
 * a digest of platform, community, author, time and texts, so that the same row is the same post in every import.
 */
export function fromColumns(fields: Fields, { columns, platform, community }: GenericOptions): Mapped {
  const read = (column: ArchiveColumn): unknown => {
    for (const name of columns[column]) {
      const value = fields[name]
      if (value !== undefined && value !== null && value !== '') return value
    }
    return undefined
  }
  const given = textOf(read('url'))
  const known = identityIn(given)
  const identity = known !== null && (platform === null || platformOf(platform) === known.platform) ? known : null
  const place = identity?.platform ?? platformOf(platform ?? 'archive')
  const id = idOf(textOf(read('id')), place) || identity?.externalId || ''
  const score = figureOf(read('score'))
  const comments = figureOf(read('comments'))
  if (Number.isNaN(score) || Number.isNaN(comments)) return unusable('its score or number of comments is no whole number')
  const observedAt = latestOf(read('observedAt'))
  if (id.length > longestName) return unusable(`an id of more than ${longestName} characters`)
  if (!columns.title.concat(columns.body).some((name) => name in fields))
    return id === '' ? unusable('neither id nor text') : observed({ platform: place, externalId: id, observedAt, score, comments })

  const publishedAt = asInstant(read('publishedAt') ?? '')
  if (!(publishedAt instanceof Date)) return unusable(publishedAt)
  const author = textOf(read('author')) || null
  const where = communityOf(textOf(read('community')) || identity?.subreddit || community || '', place)
  if (where === null) return unusable('no community: name its column, or one community for the whole file')
  if (where.name.length > longestName || (author?.length ?? 0) > longestName) return unusable(`a name of more than ${longestName} characters`)
  const isHtml = place === hackerNews
  const title = isHtml ? htmlToText(textOf(read('title'))) : textOf(read('title'))
  const body = isHtml ? htmlToText(textOf(read('body'))) : textOf(read('body'))
  if (title === '' && body === '') return unusable('neither title nor text')
  const externalId = id || digest([place, where.name, author ?? '', publishedAt.toISOString(), title, body])
  return {
    kind: 'post',
    post: {
      platform: place,
      externalId,
      url: addressOf(place, externalId, given),
      community: where,
      author: author === '[deleted]' ? null : author,
      title,
      body,
      publishedAt,
      observedAt,
      score,
      comments: comments ?? 0,
      parentExternalId: null,
    },
  }
}

const idOf = (id: string, platform: string): string => (platform === reddit && /^[a-z0-9]+$/.test(id) ? `t3_${id}` : id)

function communityOf(name: string, platform: string): PostCommunity | null {
  if (platform === hackerNews) return hackerNewsCommunity
  if (name === '') return null
  return platform === reddit ? subreddit(name.replace(/^\/?r\//, ''), null) : { name, url: '', members: null }
}

/** A story's own link leads away from its discussion; the discussion is the post. */
function addressOf(platform: string, id: string, given: string): string {
  if (platform === hackerNews && /^\d+$/.test(id)) return hackerNewsUrl(id)
  if (platform === reddit && given.startsWith('/')) return redditUrl(given)
  return /^https?:\/\//i.test(given) ? given : ''
}

const digest = (parts: readonly string[]): string => `digest:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
