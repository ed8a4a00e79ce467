import { instantsOf, type Range } from '../range.ts'
import type { SourceWindow } from './coverage.ts'
import { type HourCount, type HourEvent, hourEvents } from './spikes.ts'
import { hoursBetween, type Zone } from '../zone.ts'

/** Threads that one source brought for one hour, by publication. */
export interface SourceHour {
  readonly source: string
  /** Any moment of the zone's hour, in milliseconds since 1970. */
  readonly hour: number
  readonly count: number
}
/** The days to judge the hours of, and whose clock tells them. */
export interface Judged {
  readonly range: Range
  readonly zone: Zone
}

const hourMs = 3_600_000
/** How far back the baseline of an hour reaches: 8 weeks. */
export const baselineMs = 8 * 168 * hourMs

/**
 * Spikes and silences of a scope whose sources come and go. An hour counts the threads of the sources that were read for all of it, and is compared with
 * hours for which the same sources were: one that is added, or fails, is neither a spike nor a silence. A source that never said what it read, as an
 * import does, was read from its first thread to its last.
 */
export function scopeHourEvents(counts: readonly SourceHour[], windows: readonly SourceWindow[], { range, zone }: Judged): HourEvent[] {
  const { from, to } = instantsOf(range, zone)
  const sources = [...new Set([...counts, ...windows].map(({ source }) => source))].sort()
  const read = sources.map((source) =>
    hoursRead(
      zone,
      counts.filter((each) => each.source === source),
      windows.filter((each) => each.source === source),
    ),
  )
  const counted = new Map<string, number>()
  for (const { source, hour, count } of counts) {
    const key = `${source} ${zone.hourOf(hour)}`
    counted.set(key, (counted.get(key) ?? 0) + count)
  }
  const bySources = new Map<string, HourCount[]>()
  for (const hour of hoursBetween(zone, from.getTime() - baselineMs, to.getTime())) {
    const covered = sources.filter((_, at) => read[at]?.has(hour))
    if (covered.length === 0) continue
    const count = covered.reduce((sum, source) => sum + (counted.get(`${source} ${hour}`) ?? 0), 0)
    const key = covered.join(' ')
    const hours = bySources.get(key) ?? []
    hours.push({ hour, count, covered: true })
    bySources.set(key, hours)
  }
  return [...bySources.values()]
    .flatMap((hours) => hourEvents(hours, zone))
    .filter(({ hour }) => hour >= from.getTime())
    .sort((a, b) => a.hour - b.hour)
}

/** Of one source. */
function hoursRead(zone: Zone, counts: readonly SourceHour[], windows: readonly SourceWindow[]): Set<number> {
  if (windows.length === 0) {
    const at = counts.map(({ hour }) => zone.hourOf(hour))
    return new Set(at.length === 0 ? [] : hoursBetween(zone, Math.min(...at), Math.max(...at) + hourMs))
  }
  // Windows that meet inside an hour have read it together.
  const stretches: { readonly from: number; to: number }[] = []
  for (const window of windows.filter(({ ok }) => ok).sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const [from, to] = [window.from.getTime(), window.to.getTime()]
    const open = stretches.at(-1)
    if (open !== undefined && from <= open.to) open.to = Math.max(open.to, to)
    else stretches.push({ from, to })
  }
  return new Set(stretches.flatMap(({ from, to }) => hoursBetween(zone, from, to)))
}
