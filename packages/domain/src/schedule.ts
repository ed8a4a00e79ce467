import { Cron } from 'croner'
import type { Schedule } from './views/index.ts'

/**
 * Five fields, minute first; `L`, `W` and `#` work. Six-field patterns and nicknames are refused, so that a schedule never runs each
 * second. A date that never comes (31 February) is a pattern all the same.
 */
export function isCron(pattern: string): boolean {
  if (pattern.trim().split(/\s+/).length !== 5) return false
  try {
    new Cron(pattern, { paused: true })
    return true
  } catch {
    return false
  }
}

/** An IANA name. An offset such as `+01:00` is refused: it knows no daylight saving, and Postgres reads it with the sign turned round. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The first time after `after` that the schedule names, or null when it never comes (31 February). In the zone's own wall clock:
 * one time of day (`30 2`) skipped in spring runs once, at the first moment after the gap; of a list, range or step the skipped ones
 * are left out. A time of day repeated in autumn runs once.
 */
export const nextOfCron = ({ cron, timeZone }: Schedule, after: Date): Date | null => new Cron(cron, { paused: true, timezone: timeZone }).nextRun(after)

/** The next `count` times, oldest first. */
export const nextTimes = ({ cron, timeZone }: Schedule, after: Date, count: number): Date[] =>
  new Cron(cron, { paused: true, timezone: timeZone }).nextRuns(count, after)

/**
 * When a brand is scouted next: `hours` after the run before was due; runs missed while nothing ran are not made up one by one,
 * the next one is the first still to come.
 */
export function nextOfInterval(hours: number, previousDue: Date, now: Date): Date {
  const stepMs = hours * 3_600_000
  const missed = Math.max(0, Math.floor((now.getTime() - previousDue.getTime()) / stepMs))
  return new Date(previousDue.getTime() + (missed + 1) * stepMs)
}
