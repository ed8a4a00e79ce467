import { compact } from './objects.ts'
import { parseRangeSearch } from './range.ts'
import type { RangeSearch } from './range.ts'

export interface CampaignsSearch extends RangeSearch {
  /** A part of the names that are looked for. */
  readonly find?: string
}

export function parseCampaignsSearch(raw: Record<string, unknown>): CampaignsSearch {
  const find = typeof raw['find'] === 'number' ? String(raw['find']) : raw['find']
  const kept = typeof find === 'string' && find.trim().length <= 200 ? find.trim() : ''
  return compact({ ...parseRangeSearch(raw), find: kept === '' ? undefined : kept })
}
