import type { ArchiveOptions } from '@echoscope/domain'
import { type Fields, isFields } from '../fields.ts'
import { fromAppReview, looksLikeAppReview } from './app-reviews.ts'
import { type Columns, columnsOf, fromColumns } from './generic.ts'
import { fromHackerNews, looksLikeHackerNews } from './hacker-news.ts'
import type { Mapper } from './mapped.ts'
import { fromReddit, looksLikeReddit } from './reddit.ts'

/** Chooses for each object by its keys, so that a file may hold submissions and comments, or pages of several places. */
export function jsonMapper(options: ArchiveOptions): Mapper {
  const community = options.community ?? null
  const platform = options.platform ?? null
  const generic = genericMapper(options)
  const format = options.format ?? 'auto'
  if (options.columns || format === 'json' || format === 'csv') return generic
  if (format === 'reddit') return (fields) => fromReddit(fields, community)
  if (format === 'hackernews') return fromHackerNews
  if (platform !== null) return generic
  return (fields) => {
    if (looksLikeReddit(fields)) return fromReddit(fields, community)
    if (looksLikeHackerNews(fields)) return fromHackerNews(fields)
    return looksLikeAppReview(fields) ? fromAppReview(fields, community) : generic(fields)
  }
}

function genericMapper(options: ArchiveOptions): Mapper {
  const platform = options.platform ?? (options.format === 'reddit' || options.format === 'hackernews' ? options.format : null)
  let shape = ''
  let columns: Columns = columnsOf([], options.columns)
  return (fields) => {
    const keys = Object.keys(fields)
    const next = keys.join('\n')
    if (next !== shape) {
      shape = next
      columns = columnsOf(keys, options.columns)
    }
    return fromColumns(fields, { columns, platform, community: options.community ?? null })
  }
}

/** The posts inside a saved answer of an API: Hacker News search, a Reddit listing, Arctic Shift. Null where a value is no object. */
export function unwrapped(value: unknown): readonly Fields[] | null {
  if (!isFields(value)) return null
  if (Array.isArray(value['hits'])) return value['hits'].filter(isFields)
  const { kind, data } = value
  if (Array.isArray(data)) return data.filter(isFields)
  if (kind === 'Listing' && isFields(data) && Array.isArray(data['children'])) return data['children'].flatMap((child) => unwrapped(child) ?? [])
  return (kind === 't1' || kind === 't3') && isFields(data) ? [data] : [value]
}
