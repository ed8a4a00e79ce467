import { dayMs, dayString } from '@echoscope/domain'
import type { RangeInput } from '@echoscope/domain'
import { dayShown } from '../format/zone.ts'

/** What the address says about the window: a number of days back from today, or days `[from, to)`. What nothing means, each page says: 30 days on a dashboard, any time in a list. */
export interface RangeSearch {
  readonly days?: 7 | 30 | 90
  readonly from?: string
  readonly to?: string
}
export type RangeChoice = 7 | 30 | 90 | 'custom' | null

const dayPattern = /^\d{4}-\d{2}-\d{2}/
const dayOf = (value: unknown): string | null => {
  if (typeof value !== 'string' || !dayPattern.test(value)) return null
  const day = value.slice(0, 10)
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || dayString(at) !== day ? null : day
}

/** Reads an address as a person may have typed it: what makes no sense falls back to the default, it never breaks the page. */
export function parseRangeSearch(raw: Record<string, unknown>): RangeSearch {
  const from = dayOf(raw['from'])
  const to = dayOf(raw['to'])
  if (from !== null && to !== null && from < to) return { from, to }
  const days = Number(raw['days'])
  return days === 7 || days === 30 || days === 90 ? { days } : {}
}

export const choiceOf = ({ days, from }: RangeSearch): RangeChoice => (from !== undefined ? 'custom' : (days ?? null))

/** The range to ask for; undefined leaves it to the API. */
export function rangeInput({ days, from, to }: RangeSearch, now: Date): RangeInput | undefined {
  if (from !== undefined && to !== undefined) return { from, to }
  if (days === undefined) return undefined
  const end = dayShown(now) + dayMs
  return { from: dayString(new Date(end - days * dayMs)), to: dayString(new Date(end)) }
}

/** Days of an answer's window, as an address holds them. */
export const searchOf = (range: { readonly from: string; readonly to: string }): { from: string; to: string } => ({
  from: range.from.slice(0, 10),
  to: range.to.slice(0, 10),
})
