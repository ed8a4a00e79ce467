import { dayMs, daysOf, dayString, previousOf, type Range } from '@echoscope/domain'

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
}

export function windowsOf(range: Range): Windows {
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
  }
}

/** `2026-11-23` plus a number of days. */
export const addDays = (day: string, days: number): string => dayString(new Date(Date.parse(day) + days * dayMs))

/** Start of a UTC day, as the wire writes it. */
export const startOf = (day: string): string => `${day}T00:00:00.000Z`
