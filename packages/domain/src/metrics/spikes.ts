import type { Zone } from '../zone.ts'

/** One hour of a scope or of a pain point in it. */
export interface HourCount {
  /** Start of the hour, in milliseconds since 1970. */
  readonly hour: number
  readonly count: number
  /** Every source of the scope was read for this hour. */
  readonly covered: boolean
}
export interface HourEvent {
  readonly kind: 'spike' | 'silence'
  readonly hour: number
  readonly count: number
  readonly median: number
  /** A spike is above it. */
  readonly threshold: number
}

const hourMs = 3_600_000
const weekHours = 168
const fewest = 4

/**
 * Spikes and silences (metrics.md, Trends and spikes). An hour's baseline is the same hour of the week over the 8 weeks before, at least
 * 4 of them; else the same hour of the 28 days before, again at least 4, as a median of fewer says nothing. Uncovered hours are neither
 * judged nor part of a baseline, and a spike is left out of the baselines after it. An hour that is a spike beside other days alone stays in the
 * baseline of its weekday: otherwise a busy Wednesday could never become the usual one. Hours in any order; answers oldest first.
 */
export function hourEvents(hours: readonly HourCount[], zone: Zone): HourEvent[] {
  const usual: Usual = { ofWeekdays: new Map(), ofDays: new Map() }
  const events: HourEvent[] = []
  for (const at of [...hours].sort((a, b) => a.hour - b.hour)) {
    if (!at.covered) continue
    const wall = Math.floor(zone.wallOf(at.hour) / hourMs)
    const { counts, isWeekly } = baseline(usual, wall)
    const event = judge(at, counts)
    if (event !== null) events.push(event)
    if (event?.kind !== 'spike' || !isWeekly) usual.ofWeekdays.set(wall, at.count)
    if (event?.kind !== 'spike') usual.ofDays.set(wall, at.count)
  }
  return events
}

/** By the hour on the zone's clock, so that nine in the morning is compared with nine in the morning when the clocks have changed. */
interface Usual {
  readonly ofWeekdays: Map<number, number>
  readonly ofDays: Map<number, number>
}

function judge({ hour, count }: HourCount, before: readonly number[]): HourEvent | null {
  if (before.length < fewest) return null
  const middle = median(before)
  const deviation = median(before.map((each) => Math.abs(each - middle)))
  const threshold = middle + 3.5 * 1.4826 * deviation
  if (count >= 5 && count > threshold) return { kind: 'spike', hour, count, median: middle, threshold }
  if (count === 0 && middle >= 3) return { kind: 'silence', hour, count, median: middle, threshold }
  return null
}

function baseline({ ofWeekdays, ofDays }: Usual, wall: number): { readonly counts: readonly number[]; readonly isWeekly: boolean } {
  const back = (counts: ReadonlyMap<number, number>, steps: number, stepHours: number): number[] =>
    Array.from({ length: steps }, (_, index) => counts.get(wall - (index + 1) * stepHours)).filter((count) => count !== undefined)
  const weekly = back(ofWeekdays, 8, weekHours)
  return weekly.length >= fewest ? { counts: weekly, isWeekly: true } : { counts: back(ofDays, 28, 24), isWeekly: false }
}

/** Middle of at least one value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2
}
