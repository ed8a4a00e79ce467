import type { Range } from '../range.ts'
import type { SourceWindow } from './coverage.ts'
import { type HourCount, type HourEvent, hourEvents } from './spikes.ts'

/** Threads that one source brought for one hour, by publication. */
export interface SourceHour {
  readonly source: string
  /** Start of the hour, in milliseconds since 1970. */
  readonly hour: number
  readonly count: number
}

const hourMs = 3_600_000
/** How far back the baseline of an hour reaches: 8 weeks. */
export const baselineMs = 8 * 168 * hourMs

/**
 * Spikes and silences of a scope whose sources come and go. An hour counts the threads of the sources that were read for all of it, and is compared with
 * hours for which the same sources were: one that is added, or fails, is neither a spike nor a silence. A source that never said what it read, as an
 * import does, was read from its first thread to its last.
 */
export function scopeHourEvents(counts: readonly SourceHour[], windows: readonly SourceWindow[], { from, to }: Range): HourEvent[] {
  const sources = [...new Set([...counts, ...windows].map(({ source }) => source))].sort()
  const read = sources.map((source) => hoursRead(source, counts, windows))
  const counted = new Map(counts.map(({ source, hour, count }) => [`${source} ${hour}`, count]))
  const bySources = new Map<string, HourCount[]>()
  for (let hour = Math.floor((from.getTime() - baselineMs) / hourMs) * hourMs; hour < to.getTime(); hour += hourMs) {
    const covered = sources.filter((_, at) => read[at]?.has(hour))
    if (covered.length === 0) continue
    const count = covered.reduce((sum, source) => sum + (counted.get(`${source} ${hour}`) ?? 0), 0)
    const key = covered.join(' ')
    const hours = bySources.get(key) ?? []
    hours.push({ hour, count, covered: true })
    bySources.set(key, hours)
  }
  return [...bySources.values()]
    .flatMap((hours) => hourEvents(hours))
    .filter(({ hour }) => hour >= from.getTime())
    .sort((a, b) => a.hour - b.hour)
}

function hoursRead(source: string, counts: readonly SourceHour[], windows: readonly SourceWindow[]): Set<number> {
  const own = windows.filter((window) => window.source === source && window.ok).sort((a, b) => a.from.getTime() - b.from.getTime())
  const hours = new Set<number>()
  const add = (from: number, to: number): void => {
    for (let hour = Math.ceil(from / hourMs) * hourMs; hour + hourMs <= to; hour += hourMs) hours.add(hour)
  }
  if (windows.every((window) => window.source !== source)) {
    const at = counts.filter((each) => each.source === source).map(({ hour }) => hour)
    if (at.length > 0) add(Math.min(...at), Math.max(...at) + hourMs)
    return hours
  }
  // Windows that meet inside an hour have read it together.
  let open: { from: number; to: number } | null = null
  for (const window of own) {
    const [from, to] = [window.from.getTime(), window.to.getTime()]
    if (open !== null && from <= open.to) open.to = Math.max(open.to, to)
    else {
      if (open !== null) add(open.from, open.to)
      open = { from, to }
    }
  }
  if (open !== null) add(open.from, open.to)
  return hours
}
