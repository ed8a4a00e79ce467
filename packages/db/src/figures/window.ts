import { dayMs, dayString, daysOf, previousOf, type Range } from '@echoscope/domain'

/** The days a dashboard speaks of. Days travel as whole numbers (days since 1970-01-01, UTC): they add, compare and index without a calendar. */
export interface DayWindow {
  readonly range: Range
  readonly previous: Range
  /** First day, and the day after the last. */
  readonly from: number
  readonly to: number
  readonly length: number
  /** First day of the window before. */
  readonly previousFrom: number
}

export const dayNumber = (at: Date): number => Math.floor(at.getTime() / dayMs)
export const dateOfDay = (day: number): Date => new Date(day * dayMs)
/** As Postgres reads a date: `2026-11-23`. */
export const dayParam = (day: number): string => dayString(dateOfDay(day))

export function dayWindow(range: Range): DayWindow {
  const from = dayNumber(range.from)
  const length = daysOf(range)
  return { range, previous: previousOf(range), from, to: from + length, length, previousFrom: from - length }
}

/** The days of the range, oldest first. */
export const daysIn = ({ from, length }: Pick<DayWindow, 'from' | 'length'>): number[] => Array.from({ length }, (_, index) => from + index)

/** SQL for a date column as such a number. */
export const dayColumn = (column: string): string => `(${column} - date '1970-01-01')`
