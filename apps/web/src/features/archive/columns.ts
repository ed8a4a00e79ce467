import { plainColumnName, usualColumnNames } from '@echoscope/domain'
import type { ArchiveColumn, ArchiveOptions } from '@echoscope/domain'
import type { TableHead } from './table-head.ts'

/** The fields a column can hold, in the order they are offered. */
export const fieldWords = {
  title: 'Title',
  body: 'Text',
  author: 'Author',
  publishedAt: 'Published at',
  id: 'Id',
  url: 'Address',
  score: 'Score',
  comments: 'Comments',
  community: 'Community',
} as const satisfies Partial<Record<ArchiveColumn, string>>
export type Field = keyof typeof fieldWords
export const fields = Object.keys(fieldWords) as Field[]

/** What each column holds, and what holds for the whole file. */
export interface Naming {
  readonly holds: readonly (Field | null)[]
  readonly hasHeader: boolean
  readonly platform: string
  readonly community: string
}

/** What the names of the columns say. A row with a figure in it is no row of names. */
export function guess(head: TableHead): Naming {
  const names = head[0] ?? []
  const hasHeader = names.every((name) => name !== '' && !/^[\d.,:/ -]+$|\d{4}-\d{2}/.test(name))
  const taken = new Set<Field>()
  const holds = names.map((name): Field | null => {
    const found = hasHeader ? fields.find((field) => !taken.has(field) && usualColumnNames[field].includes(plainColumnName(name))) : undefined
    if (found !== undefined) taken.add(found)
    return found ?? null
  })
  return { holds, hasHeader, platform: '', community: '' }
}

/** True where the importer knows the table by its own names: those of Reddit and Hacker News, or enough usual ones. */
export function isKnown(head: TableHead): boolean {
  const names = new Set(head[0] ?? [])
  const any = (...some: readonly string[]): boolean => some.some((name) => names.has(name))
  if (any('id', 'name') && any('subreddit', 'created_utc', 'link_id', 'selftext')) return true
  if (names.has('objectID') || (names.has('by') && names.has('time')) || (names.has('num_points') && names.has('created_at'))) return true
  return missingOf(guess(head)) === null
}

/** What the importer would still have to know, in words; null where nothing is missing. */
export function missingOf({ holds, community, platform }: Naming): string | null {
  const has = (...some: readonly Field[]): boolean => some.some((field) => holds.includes(field))
  if (!has('title', 'body')) return 'Say which column holds the title or the text.'
  if (!has('publishedAt')) return 'Say which column holds the time of publication.'
  if (!has('community', 'url') && community.trim() === '' && plainColumnName(platform) !== 'hackernews')
    return 'Say which column holds the community, or name one for the whole file.'
  return null
}

/** The naming as the importer takes it: by name under a header, else by number, from 1. */
export function optionsOf({ holds, hasHeader, platform, community }: Naming, head: TableHead): Pick<ArchiveOptions, 'columns' | 'platform' | 'community'> {
  const names = head[0] ?? []
  const called = (at: number): string => {
    const name = names[at] ?? ''
    return hasHeader && name !== '' && names.indexOf(name) === at ? name : String(at + 1)
  }
  return {
    columns: Object.fromEntries(holds.flatMap((field, at) => (field === null ? [] : [[field, called(at)]]))),
    ...(platform.trim() !== '' && { platform: platform.trim() }),
    ...(community.trim() !== '' && { community: community.trim() }),
  }
}
