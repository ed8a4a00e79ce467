import { dayMs, daysOf, dayString, instantsOf, previousOf, type Range, type Zone } from '@echoscope/domain'
import { readDayZone } from '../day-zone.ts'
import type { ScopedSql } from '../session.ts'

/** The window asked for and the equally long one before it, as days of SQL and as days of a list. */
export interface Windows {
  readonly range: Range
  readonly previous: Range
  /** Days in the range. */
  readonly length: number
  /** First day of the range; `to` is the day after its last one; `previousFrom` the first day of the window before. */
  readonly from: string
  readonly to: string
  readonly previousFrom: string
  /** Days of the range, oldest first. */
  readonly days: readonly string[]
  /** What its days are days of. */
  readonly zone: Zone
  /** When the range begins and ends, and when the window before it begins. */
  readonly instants: Range & { readonly previousFrom: Date }
}

/** In the zone of the scope's stored days, read in the same snapshot as they are. */
export const readWindows = async (sql: ScopedSql, range: Range): Promise<Windows> => windowsOf(range, await readDayZone(sql))

export function windowsOf(range: Range, zone: Zone): Windows {
  const previous = previousOf(range)
  const length = daysOf(range)
  return {
    range,
    previous,
    length,
    from: dayString(range.from),
    to: dayString(range.to),
    previousFrom: dayString(previous.from),
    days: Array.from({ length }, (_, index) => dayString(new Date(range.from.getTime() + index * dayMs))),
    zone,
    instants: { ...instantsOf(range, zone), previousFrom: zone.startOf(dayString(previous.from)) },
  }
}

/** `2026-11-23` plus a number of days. */
export const addDays = (day: string, days: number): string => dayString(new Date(Date.parse(day) + days * dayMs))
