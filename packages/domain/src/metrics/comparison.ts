import { instantsOf, type Range } from '../range.ts'
import type { Coverage } from '../views/index.ts'
import type { Zone } from '../zone.ts'

const hourMs = 3_600_000

export interface Compared {
  /** The window compared with. */
  readonly previous: Range
  /** First day of the scope that has a thread; null for an empty scope. */
  readonly first: string | null
  readonly coverageOver: (range: Range) => Coverage
  readonly zone: Zone
}

/**
 * The first thread's day, where `previous` begins before it and no source was read for all of the days between: none were found there
 * because nobody looked. Null where both windows can be compared. Whoever was read in full and found nothing has a true zero.
 */
export function nothingBefore({ previous, first, coverageOver, zone }: Compared): string | null {
  if (first === null) return null
  const until = new Date(Math.min(Date.parse(first), previous.to.getTime()))
  if (until <= previous.from) return null
  const before = { from: previous.from, to: until }
  const { from, to } = instantsOf(before, zone)
  const hours = (to.getTime() - from.getTime()) / hourMs
  return coverageOver(before).sources.some(({ coveredHours }) => coveredHours >= hours) ? null : first
}
