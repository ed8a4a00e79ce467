import { isUuid } from '@echoscope/domain'
import type { CommunityId, PainPointId, SentimentLabel, ThreadId, Triage } from '@echoscope/domain'
import { compact } from './objects.ts'
import { parseRangeSearch } from './range.ts'
import type { RangeSearch } from './range.ts'

export type ThreadSort = 'newest' | 'oldest' | 'engagement'
export interface ThreadsSearch extends RangeSearch {
  readonly communityId?: CommunityId
  readonly painPointId?: PainPointId
  readonly author?: string
  readonly sentiment?: SentimentLabel
  readonly status?: Triage
  readonly text?: string
  readonly source?: string
  /** Where it was posted: an author's name is one person only together with it. */
  readonly platform?: string
  /** A brand, product, version or competitor by the brand's own lists. */
  readonly names?: string
  /** Posts that their place says a program wrote: these alone, or all others. */
  readonly byBot?: boolean
  readonly sort?: ThreadSort
  /** The thread that is open in the reader. */
  readonly thread?: ThreadId
}

const oneOf = <Value extends string>(raw: unknown, values: readonly Value[]): Value | undefined => values.find((value) => value === raw)
const idOf = <Id extends string>(raw: unknown): Id | undefined => (typeof raw === 'string' && isUuid(raw) ? (raw as Id) : undefined)
const textOf = (raw: unknown, longest: number): string | undefined => {
  const text = typeof raw === 'number' ? String(raw) : raw
  if (typeof text !== 'string') return undefined
  const kept = text.trim()
  return kept === '' || kept.length > longest ? undefined : kept
}

const flagOf = (raw: unknown): boolean | undefined => (raw === true || raw === 'true' ? true : raw === false || raw === 'false' ? false : undefined)

export const sorts: readonly ThreadSort[] = ['newest', 'oldest', 'engagement']
export const sentiments: readonly SentimentLabel[] = ['negative', 'neutral', 'positive']
export const statuses: readonly Triage[] = ['new', 'open', 'done', 'ignored']

/** Reads the filters an address holds; one that makes no sense is left out, so that an old link still opens. */
export function parseThreadsSearch(raw: Record<string, unknown>): ThreadsSearch {
  const sort = oneOf(raw['sort'], sorts)
  return compact({
    ...parseRangeSearch(raw),
    communityId: idOf<CommunityId>(raw['communityId']),
    painPointId: idOf<PainPointId>(raw['painPointId']),
    author: textOf(raw['author'], 200),
    sentiment: oneOf(raw['sentiment'], sentiments),
    status: oneOf(raw['status'], statuses),
    text: textOf(raw['text'], 200),
    source: textOf(raw['source'], 100),
    platform: textOf(raw['platform'], 100),
    names: textOf(raw['names'], 200),
    byBot: flagOf(raw['byBot']),
    sort: sort === 'newest' ? undefined : sort,
    thread: idOf<ThreadId>(raw['thread']),
  })
}

export const filterKeys = ['communityId', 'painPointId', 'author', 'sentiment', 'status', 'text', 'source', 'platform', 'names', 'byBot'] as const
export type FilterKey = (typeof filterKeys)[number]

type Filter = Pick<ThreadsSearch, FilterKey>

/** The API's filter of a search; undefined where nothing is filtered. */
export function filterOf(search: ThreadsSearch): Filter | undefined {
  const kept = filterKeys.filter((key) => search[key] !== undefined)
  return kept.length === 0 ? undefined : (Object.fromEntries(kept.map((key) => [key, search[key]])) as Filter)
}
