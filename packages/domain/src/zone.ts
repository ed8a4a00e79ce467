import { dayMs, dayString } from './days.ts'

/**
 * A time zone that days are counted in. A day is carried as its name (`2026-11-01`) or as the UTC midnight of that name; only here does it become
 * a stretch of time, of 23, 24 or 25 hours.
 */
export interface Zone {
  /** IANA name. */
  readonly name: string
  /** The day an instant lies in, `2026-11-01`. */
  dayOf(at: Date): string
  /** The first instant of a day, which is not always its midnight. */
  startOf(day: string): Date
  /** What the clock on the wall says at an instant, as if it hung in UTC; both in milliseconds. */
  wallOf(ms: number): number
  /** When the hour on that clock began. Where the offset is no whole hour, it begins inside an hour of UTC. */
  hourOf(ms: number): number
}

const hourMs = 3_600_000
const longestOffsetMs = 26 * hourMs

const known = new Map<string, Zone>()

/** The zone of an IANA name. @throws RangeError for a name that is none (`isTimeZone` tells). */
export function zoneOf(name: string): Zone {
  const made = known.get(name) ?? makeZone(name)
  known.set(name, made)
  return made
}

function makeZone(name: string): Zone {
  const offsetAt = name === 'UTC' ? () => 0 : offsetsOf(name)
  const wallOf = (ms: number): number => ms + offsetAt(ms)
  const dayOf = (at: Date): string => dayString(new Date(wallOf(at.getTime())))
  return {
    name,
    dayOf,
    wallOf,
    startOf: (day) => new Date(startOfDayIn(wallOf, Date.parse(day))),
    hourOf: (ms) => {
      const offset = offsetAt(ms)
      return Math.floor((ms + offset) / hourMs) * hourMs - offset
    },
  }
}

/** Milliseconds east of UTC. Asked of the platform twice for each day, since no zone changes its clock twice in one. */
function offsetsOf(name: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
  const ask = (ms: number): number => {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(ms)) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * hourMs + Number(minutes) * 60_000 + Number(seconds) * 1_000)
  }
  const ofDays = new Map<number, number | null>()
  return (ms) => {
    const day = Math.floor(ms / dayMs)
    let offset = ofDays.get(day)
    if (offset === undefined) {
      const first = ask(day * dayMs)
      offset = first === ask((day + 1) * dayMs - 1) ? first : null
      ofDays.set(day, offset)
    }
    return offset ?? ask(ms)
  }
}

/** `day`: midnight of the day as if in UTC. */
function startOfDayIn(wallOf: Zone['wallOf'], day: number): number {
  for (const near of [day - longestOffsetMs, day + longestOffsetMs]) {
    const midnight = day - (wallOf(near) - near)
    if (wallOf(midnight) === day && wallOf(midnight - 1) < day) return midnight
  }
  // The clock went past this midnight: the first moment at which it showed more.
  let [before, after] = [day - longestOffsetMs, day + longestOffsetMs]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallOf(middle) < day) before = middle
    else after = middle
  }
  return after
}

/** The hours of a zone's clock that lie wholly in a stretch of time, oldest first, by when they began. */
export function hoursBetween(zone: Zone, from: number, to: number): number[] {
  const hours: number[] = []
  for (let hour = zone.hourOf(from); hour + hourMs <= to; hour = zone.hourOf(hour + hourMs)) if (hour >= from) hours.push(hour)
  return hours
}

/** As a sentence names it: `America/New York`. */
export const zoneText = (name: string): string => name.replaceAll('_', ' ')
