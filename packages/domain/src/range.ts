import { z } from 'zod'
import { dayMs, dayString, startOfDay } from './days.ts'
import { DomainError } from './errors.ts'
import type { Zone } from './zone.ts'

export { dayMs, dayString, startOfDay } from './days.ts'

/** Whole days, half open `[from, to)`, each carried as the UTC midnight of its name: when it began is the zone's to say (`instantsOf`). */
export interface Range {
  readonly from: Date
  readonly to: Date
}

const longestDays = 3_660
/** Of the first day of a range, so that the windows before it are days as well; posts may be older. */
export const earliestDay = new Date('1800-01-01T00:00:00Z')

/** A day (`2026-11-01`) or an instant with a zone; an instant is cut to its day in the zone. */
const Day = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'a day is written 2026-11-01, or as an instant with its zone, 2026-11-01T00:00:00Z',
})
export const RangeInput = z.strictObject({ from: Day, to: Day })
export type RangeInput = z.infer<typeof RangeInput>

export const daysOf = (range: Range): number => Math.round((range.to.getTime() - range.from.getTime()) / dayMs)

/** The window asked for, or the last 30 days including today. Reversed, empty and over-long ranges are `invalid_range`. */
export function parseRange(input: RangeInput | undefined, now: Date, zone: Zone): Range {
  if (input === undefined) {
    const to = new Date(dayIn(zone, now).getTime() + dayMs)
    return { from: new Date(to.getTime() - 30 * dayMs), to }
  }
  const from = readDay(input.from, zone)
  const to = readDay(input.to, zone)
  if (from < earliestDay) throw new DomainError('invalid_range', 'A range begins on 1800-01-01 or later.')
  if (to <= from) throw new DomainError('invalid_range', 'The range ends before it begins: `to` is the day after the last one shown.')
  if (daysOf({ from, to }) > longestDays)
    throw new DomainError('invalid_range', `A range is at most ${longestDays} days (ten years) long. Ask for a shorter one.`)
  return { from, to }
}

const dayIn = (zone: Zone, at: Date): Date => startOfDay(new Date(zone.wallOf(at.getTime())))
const readDay = (text: string, zone: Zone): Date => (isDay(text) ? new Date(text) : dayIn(zone, new Date(text)))
const isDay = (text: string): boolean => text.length === '2026-11-01'.length

/** Whether `parseRange` has to know the zone: for today, or the day an instant lies in. */
export const namesDays = (input: RangeInput | undefined): boolean => input !== undefined && isDay(input.from) && isDay(input.to)

/** A range as an answer writes it: `2026-11-01` to `2026-11-08`. */
export const daysText = ({ from, to }: Range): { readonly from: string; readonly to: string } => ({ from: dayString(from), to: dayString(to) })

/** From the first instant of the range's first day up to, and without, that of the day after its last. */
export const instantsOf = ({ from, to }: Range, zone: Zone): Range => ({ from: zone.startOf(dayString(from)), to: zone.startOf(dayString(to)) })

/** The equally long window that ends where this one begins. */
export const previousOf = ({ from, to }: Range): Range => ({ from: new Date(from.getTime() - (to.getTime() - from.getTime())), to: from })
