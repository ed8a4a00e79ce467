import { dayMs, daysOf, dayString, instantsOf, type Range } from '../range.ts'
import type { Coverage, CoverageGap } from '../views/index.ts'
import type { Zone } from '../zone.ts'

/** What one run asked one source for, and whether it got it. */
export interface SourceWindow {
  readonly source: string
  readonly from: Date
  readonly to: Date
  readonly ok: boolean
  /** In words; of a failed window. */
  readonly reason: string | null
}
interface Known {
  /** First and last day with a thread; null: there is none. */
  readonly span: { readonly first: string; readonly last: string } | null
  readonly zone: Zone
}
interface Stretch {
  readonly from: number
  readonly to: number
}
type Gap = Stretch & { readonly reason: string }

const hourMs = 3_600_000

/**
 * Coverage of a range of days (metrics.md, Windows) from the windows in the order of their runs, oldest first. A failed window is a gap save where
 * some run of the same source succeeded, before or after; where several failed, the latest one's reason stands.
 * `lastSuccess` is the end of the latest window that succeeded, inside the range or not.
 */
export function coverage(windows: readonly SourceWindow[], range: Range, zone: Zone): Coverage {
  const instants = instantsOf(range, zone)
  const sources = [...new Set(windows.map(({ source }) => source))].sort()
  const each = sources.map((source) =>
    coverageOf(
      source,
      windows.filter((window) => window.source === source),
      instants,
    ),
  )
  const gaps = each.flatMap((one) => one.gaps).sort((a, b) => a.from.localeCompare(b.from))
  return { sources: each.map((one) => one.summary), gaps, partialDays: partialDays(gaps, zone) }
}

/** Days that a gap touches, oldest first; a gap ends before `to`. */
function partialDays(gaps: readonly Pick<CoverageGap, 'from' | 'to'>[], zone: Zone): string[] {
  const days = new Set<string>()
  for (const gap of gaps) {
    const last = zone.dayOf(new Date(Date.parse(gap.to) - 1))
    for (let day = zone.dayOf(new Date(gap.from)); day <= last; day = dayAfter(day)) days.add(day)
  }
  return [...days].sort()
}
const dayAfter = (day: string): string => dayString(new Date(Date.parse(day) + dayMs))

/**
 * Days of the range before the scope's first thread or after its last one that no source was read for: what they lack is unknown, no
 * zero. An import leaves no coverage, so the days between its first thread and its last one count as read.
 */
export function unreadDays(windows: readonly SourceWindow[], range: Range, { span, zone }: Known): string[] {
  const read = union(windows.filter(({ ok }) => ok).map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() })))
  const isRead = (day: string): boolean => {
    const [start, end] = [zone.startOf(day).getTime(), zone.startOf(dayAfter(day)).getTime()]
    return read.some(({ from, to }) => from < end && to > start)
  }
  const isWithin = (day: string): boolean => span !== null && day >= span.first && day <= span.last
  const days = Array.from({ length: daysOf(range) }, (_, at) => dayString(new Date(range.from.getTime() + at * dayMs)))
  return days.filter((day) => !isWithin(day) && !isRead(day))
}

function coverageOf(source: string, windows: readonly SourceWindow[], range: Range) {
  const inRange = (window: SourceWindow): Stretch[] => {
    const from = Math.max(window.from.getTime(), range.from.getTime())
    const to = Math.min(window.to.getTime(), range.to.getTime())
    return from < to ? [{ from, to }] : []
  }
  const succeeded = windows.filter(({ ok }) => ok)
  const covered = union(succeeded.flatMap(inRange))
  const gaps: Gap[] = []
  for (const window of windows.filter(({ ok }) => !ok).reverse())
    for (const stretch of inRange(window).flatMap((failed) => without(failed, union([...covered, ...gaps]))))
      gaps.push({ ...stretch, reason: window.reason ?? 'failed' })
  const ends = succeeded.map(({ to }) => to.getTime())
  return {
    summary: {
      source,
      coveredHours: hours(covered),
      failedHours: hours(gaps),
      lastSuccess: ends.length === 0 ? null : iso(ends.reduce((latest, end) => Math.max(latest, end))),
    },
    gaps: joined(gaps).map(({ from, to, reason }): CoverageGap => ({ source, from: iso(from), to: iso(to), reason })),
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()
const hours = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { from, to }) => sum + (to - from), 0) / hourMs
const byStart = (a: Stretch, b: Stretch): number => a.from - b.from

/** The same time as stretches that neither touch nor overlap, oldest first. */
function union(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const next of [...stretches].sort(byStart)) {
    const last = result.at(-1)
    if (last !== undefined && next.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else result.push({ from: next.from, to: next.to })
  }
  return result
}

/** What is left of a stretch; `taken` is a union. */
function without(stretch: Stretch, taken: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = []
  let from = stretch.from
  for (const { from: start, to: end } of taken) {
    if (end <= from || start >= stretch.to) continue
    if (start > from) left.push({ from, to: start })
    from = end
  }
  if (from < stretch.to) left.push({ from, to: stretch.to })
  return left
}

/** Gaps that follow each other for the same reason are one. */
function joined(gaps: readonly Gap[]): Gap[] {
  const result: Gap[] = []
  for (const next of [...gaps].sort(byStart)) {
    const last = result.at(-1)
    if (last !== undefined && last.to === next.from && last.reason === next.reason) result[result.length - 1] = { ...last, to: next.to }
    else result.push(next)
  }
  return result
}
