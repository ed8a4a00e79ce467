import { type Bucket, countsByBucket, type Coverage, trendPoints, type Trend } from '@echoscope/domain'
import type { DailyMentions } from './daily-mentions.ts'
import type { ScopeDay } from './day-totals.ts'
import { addDays, type Windows } from './windows.ts'

/** Days up to two months, weeks up to a year, months beyond: a line of at most about sixty points. */
export const bucketOf = (length: number): Bucket => (length <= 62 ? 'day' : length <= 372 ? 'week' : 'month')

export interface TrendParts {
  readonly days: readonly ScopeDay[]
  readonly coverage: Coverage
  readonly unreadDays: readonly string[]
  readonly bucket: Bucket
  /** Lines in the order they are to stand in; their day 0 is `mentionsFrom`. */
  readonly lines: readonly DailyMentions[]
  readonly mentionsFrom: string
}

export const trendOf = (windows: Windows, { days, coverage, unreadDays, bucket, lines, mentionsFrom }: TrendParts): Trend => ({
  bucket,
  points: trendPoints({ range: windows.range, bucket, partialDays: coverage.partialDays, unreadDays }, days),
  painPoints: lines.map((line) => ({
    id: line.id,
    keyword: line.keyword,
    mentions: countsByBucket(
      windows.range,
      bucket,
      line.days.map(([at, count]) => ({ day: addDays(mentionsFrom, at), count })),
    ),
  })),
})
