import { dayMs, dayString, type Range } from '../range.ts'
import type { Bucket, TrendPoint } from '../views/index.ts'
import { positivity } from './sentiment.ts'

/** One day of a scope, `2026-11-01`; days without threads may be left out. */
export interface DayTotals {
  readonly day: string
  readonly threads: number
  readonly engagement: number
  /** Sum of s over the day's threads, so that the mean of a week is that of its threads and not of its days. */
  readonly sumS: number
}

/**
 * Where each bucket of the range begins, oldest first: days, ISO weeks (from Monday) or calendar months. The first begins with the range
 * where that cuts a week or month, so that a point is always the threads from its start to the next one's.
 */
export function bucketStarts({ from, to }: Range, bucket: Bucket): Date[] {
  const starts: Date[] = []
  for (let at = from; at < to; at = nextStart(at, bucket)) starts.push(at)
  return starts
}

function nextStart(at: Date, bucket: Bucket): Date {
  if (bucket === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  const days = bucket === 'day' ? 1 : 7 - ((at.getUTCDay() + 6) % 7)
  return new Date(at.getTime() + days * dayMs)
}

/** Adds daily values up by bucket. Days that are absent count 0, days outside the range are left out. */
export function countsByBucket(range: Range, bucket: Bucket, days: readonly { readonly day: string; readonly count: number }[]): number[] {
  const indexOfDay = bucketIndex(range, bucket)
  const counts = bucketStarts(range, bucket).map(() => 0)
  for (const { day, count } of days) {
    const index = indexOfDay.get(day)
    if (index !== undefined) counts[index] = (counts[index] ?? 0) + count
  }
  return counts
}

export interface TrendWindow {
  readonly range: Range
  readonly bucket: Bucket
  /** From `coverage`. */
  readonly partialDays: readonly string[]
  /** From `unreadDays`. */
  readonly unreadDays: readonly string[]
}

/**
 * The trend's points (metrics.md, Trends and spikes). A bucket is partial with any partial day, and where the range or what was collected ends
 * inside it; positivity is null where it has no thread.
 */
export function trendPoints({ range, bucket, partialDays, unreadDays }: TrendWindow, days: readonly DayTotals[]): TrendPoint[] {
  const total = (value: (day: DayTotals) => number): number[] =>
    countsByBucket(
      range,
      bucket,
      days.map((day) => ({ day: day.day, count: value(day) })),
    )
  const threads = total((day) => day.threads)
  const engagement = total((day) => day.engagement)
  const sumS = total((day) => day.sumS)
  const daysIn = (some: readonly string[]): number[] =>
    countsByBucket(
      range,
      bucket,
      Array.from(new Set(some), (day) => ({ day, count: 1 })),
    )
  const [partial, unread] = [daysIn(partialDays), daysIn(unreadDays)]
  return bucketStarts(range, bucket).map((start, index) => {
    const cut = isCut(start, range, bucket) ? 'range' : (unread[index] ?? 0) > 0 ? 'collection' : null
    return {
      start: dayString(start),
      threads: threads[index] ?? 0,
      engagement: engagement[index] ?? 0,
      positivity: positivity(sumS[index] ?? 0, threads[index] ?? 0),
      partial: cut !== null || (partial[index] ?? 0) > 0,
      cut,
    }
  })
}

const isCut = (start: Date, range: Range, bucket: Bucket): boolean => !isBoundary(start, bucket) || nextStart(start, bucket) > range.to

function isBoundary(at: Date, bucket: Bucket): boolean {
  if (bucket === 'month') return at.getUTCDate() === 1
  return bucket === 'day' || at.getUTCDay() === 1
}

function bucketIndex({ from, to }: Range, bucket: Bucket): Map<string, number> {
  const indexOfDay = new Map<string, number>()
  const starts = bucketStarts({ from, to }, bucket)
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? to
    for (let at = start.getTime(); at < end.getTime(); at += dayMs) indexOfDay.set(dayString(new Date(at)), index)
  })
  return indexOfDay
}
