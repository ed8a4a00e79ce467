import { type Bucket, type CommunityId, countsByBucket, dayString, type PainPointId, type Trend, trendPoints } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { readSeries } from './pain-points.ts'
import { type DayTotal, readDayTotals } from './totals.ts'
import { dateOfDay, type DayWindow } from './window.ts'

export interface TrendOptions {
  readonly bucket?: Bucket | undefined
  /** Overlaid, in this order. */
  readonly painPointIds?: readonly PainPointId[] | undefined
  readonly communityId?: CommunityId | undefined
}

export interface TrendParts {
  readonly totals: readonly DayTotal[]
  readonly partialDays: readonly string[]
}

/** Threads, engagement and positivity by bucket, with pain points laid over. */
export async function readTrend(sql: ScopedSql, window: DayWindow, { totals, partialDays }: TrendParts, options: TrendOptions = {}): Promise<Trend> {
  const { bucket = 'day', painPointIds = [], communityId } = options
  const days = communityId === undefined ? totals : await readDayTotals(sql, window, communityId)
  const series = painPointIds.length === 0 ? [] : await readSeries(sql, window, { ids: painPointIds })
  return {
    bucket,
    points: trendPoints(
      { range: window.range, bucket, partialDays },
      days.map(({ day, ...total }) => ({ ...total, day: dayString(dateOfDay(day)) })),
    ),
    painPoints: painPointIds.flatMap((id) => {
      const found = series.find((one) => one.id === id)
      if (found === undefined) return []
      const counts = [...found.days].map(([day, count]) => ({ day: dayString(dateOfDay(day)), count }))
      return [{ id, keyword: found.keyword, mentions: countsByBucket(window.range, bucket, counts) }]
    }),
  }
}
