import { dayMs, zoneText } from '@echoscope/domain'
import type { Zone } from '@echoscope/domain'
import { dayShown, shownZone } from './zone.ts'

const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options)
const utc = 'UTC'

/** Days are carried as the UTC midnight of their name, whichever zone's they are. */
const dayMonth = formatter({ day: 'numeric', month: 'long', timeZone: utc })
const dayMonthYear = formatter({ day: 'numeric', month: 'long', year: 'numeric', timeZone: utc })
const chartDay = formatter({ weekday: 'short', day: 'numeric', month: 'short', timeZone: utc })
const axisDay = formatter({ day: 'numeric', month: 'short', timeZone: utc })
const shortWholeDay = formatter({ day: 'numeric', month: 'short', year: 'numeric', timeZone: utc })
const fullDay = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: utc })

/** Of an instant, in the zone that is shown, or another one that is named. */
const inZone = (options: Intl.DateTimeFormatOptions): ((at: Date, zone?: Zone) => string) => {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (at, { name: timeZone } = shownZone()) => {
    const known = made.get(timeZone) ?? formatter({ ...options, timeZone })
    made.set(timeZone, known)
    return known.format(at)
  }
}
const clock = inZone({ hour: '2-digit', minute: '2-digit' })
const weekdayClock = inZone({ weekday: 'short', hour: '2-digit', minute: '2-digit' })
const shortDay = inZone({ day: 'numeric', month: 'short' })
const shortDayYear = inZone({ day: 'numeric', month: 'short', year: 'numeric' })
const weekday = inZone({ weekday: 'short', day: 'numeric', month: 'short' })
const exactTime = inZone({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})
const longTime = inZone({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** To the second, with the zone. */
export const exact = (at: Date): string => `${exactTime(at)}${shownZone().name === utc ? '' : `, ${zoneText(shownZone().name)}`}`
export const long = (at: Date): string => longTime(at)
export const chartDate = (at: Date): string => chartDay.format(at)
/** 16:00 UTC on Thu 12 Nov: an hour of a scope, as its days are. */
export const hourOn = (at: Date, zone: Zone): string => `${clock(at, zone)} ${zoneText(zone.name)} on ${dateIn(at, zone)}`
export const dateIn = (at: Date, zone: Zone): string => weekday(at, zone)
export const axisDate = (at: Date): string => axisDay.format(at)
export const wholeDay = (at: Date): string => fullDay.format(at)
/** 12 November, with its year where that is not this one. */
export const longDate = (at: Date, now: Date = new Date()): string => (at.getUTCFullYear() === now.getUTCFullYear() ? dayMonth : dayMonthYear).format(at)
/** 2 Jan 2020, a day. */
export const shortDate = (at: Date): string => shortWholeDay.format(at)
export const time = (at: Date): string => clock(at)

const daysFrom = (one: Date, other: Date): number => (dayShown(other) - dayShown(one)) / dayMs

/** 08:12 today, Thu 14:47 in the last week, 12 Nov this year, 12 Nov 2020 before. */
export function moment(at: Date, now: Date): string {
  const days = daysFrom(at, now)
  if (days === 0) return clock(at)
  if (Math.abs(days) < 7) return weekdayClock(at)
  return new Date(dayShown(at)).getUTCFullYear() === new Date(dayShown(now)).getUTCFullYear() ? shortDay(at) : shortDayYear(at)
}

/** tomorrow 08:00, today 14:12, Thu 08:00, 12 Nov: for what is still to come. */
export function coming(at: Date, now: Date): string {
  const days = daysFrom(now, at)
  if (days === 0) return `today ${clock(at)}`
  if (days === 1) return `tomorrow ${clock(at)}`
  return moment(at, now)
}

/** in 23 hours, in 2 days, 41 s ago */
export function distance(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000)
  const size = Math.abs(seconds)
  const [amount, unit] =
    size < 60
      ? [seconds, 'second' as const]
      : size < 3_600
        ? [seconds / 60, 'minute' as const]
        : size < 86_400
          ? [seconds / 3_600, 'hour' as const]
          : [seconds / 86_400, 'day' as const]
  return new Intl.RelativeTimeFormat('en').format(Math.round(amount), unit)
}

/** 41 s, 2 min 05 s, 3 h 07 min */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  if (seconds < 60) return `${seconds}\u00a0s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}\u00a0min ${two(seconds % 60)}\u00a0s`
  return `${Math.floor(seconds / 3_600)}\u00a0h ${two(Math.floor((seconds % 3_600) / 60))}\u00a0min`
}

/** 25 October to 23 November, the last day included; years where they are not this one or differ. */
export function dayRange(range: { from: string; to: string }, now: Date): string {
  const from = new Date(range.from)
  const last = new Date(new Date(range.to).getTime() - dayMs)
  const year = now.getUTCFullYear()
  const withYear = from.getUTCFullYear() !== last.getUTCFullYear() || last.getUTCFullYear() !== year
  const end = withYear ? dayMonthYear.format(last) : dayMonth.format(last)
  if (from.getTime() >= last.getTime()) return end
  if (from.getUTCFullYear() !== last.getUTCFullYear()) return `${dayMonthYear.format(from)} to ${end}`
  if (from.getUTCMonth() === last.getUTCMonth()) return `${from.getUTCDate()} to ${end}`
  return `${dayMonth.format(from)} to ${end}`
}
