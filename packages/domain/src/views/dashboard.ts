import type { PainPointId } from '../ids.ts'
import type { ScopeRequest } from '../scope.ts'
import type { Community } from './community.ts'
import type { Influencer } from './influencer.ts'
import type { Heatmap, PainPoint } from './pain-point.ts'
import type { KeySentences } from './sentence.ts'
import type { Day, DayRange, Iso } from './time.ts'

export type KpiId = 'threads' | 'highEchoCommunities' | 'growingPainPoints' | 'positivity' | 'aiCost'

export interface Kpi {
  readonly id: KpiId
  readonly value: number | null
  readonly previous: number | null
  /** Percent for counts and money (null when previous is 0: shown as "new"), points for positivity. */
  readonly change: number | null
  readonly unit: 'count' | 'points' | 'percent' | 'usd'
  readonly n: number
  /** What `n` counts: threads, communities, pain points, calls. */
  readonly nOf: string
  readonly definition: string
  readonly version: number
  readonly partial: boolean
  /** One value a day of the range, oldest first; null where the day has none. */
  readonly series: readonly (number | null)[]
  /** `positivity` alone: share of neutral threads in the window, 0 to 1. */
  readonly neutralShare?: number | null
}

export type Bucket = 'day' | 'week' | 'month'

export interface TrendPoint {
  readonly start: Day
  readonly threads: number
  readonly engagement: number
  readonly positivity: number | null
  /** Less may be counted than was there: a day with a missing source is in it, or it is cut. */
  readonly partial: boolean
  /** Why only some of its days count: the range ends inside this week or month, or what was collected does. */
  readonly cut: 'range' | 'collection' | null
}

export interface Trend {
  readonly bucket: Bucket
  readonly points: readonly TrendPoint[]
  readonly painPoints: readonly { readonly id: PainPointId; readonly keyword: string; readonly mentions: readonly number[] }[]
}

/** A trend by itself. */
export interface ZonedTrend extends Trend {
  /** IANA name of the zone whose days its points are. */
  readonly timeZone: string
}

/** A stretch of time in which a source of the scope was asked and gave nothing, or not all. */
export interface CoverageGap {
  readonly source: string
  readonly from: Iso
  readonly to: Iso
  readonly reason: string
}

export interface Coverage {
  readonly sources: readonly { readonly source: string; readonly coveredHours: number; readonly failedHours: number; readonly lastSuccess: Iso | null }[]
  readonly gaps: readonly CoverageGap[]
  readonly partialDays: readonly Day[]
}

export interface Dashboard {
  readonly scope: ScopeRequest
  /** IANA name: every day of this answer is a day of this zone. */
  readonly timeZone: string
  readonly range: DayRange
  readonly previous: DayRange
  readonly kpis: readonly Kpi[]
  readonly insights: KeySentences
  readonly painPoints: readonly PainPoint[]
  readonly communities: readonly Community[]
  readonly influencers: readonly Influencer[]
  readonly heatmap: Heatmap
  readonly trend: Trend
  readonly coverage: Coverage
  /** Totals behind "8 of 28". */
  readonly totals: { readonly communities: number; readonly painPoints: number; readonly influencers: number }
  /** First and last day that has a thread; null for an empty scope. An archive may lie wholly outside the range. */
  readonly span: { readonly first: Day; readonly last: Day } | null
  /**
   * The day of the first thread, where the window compared with begins before it and no source was read for the days between: what is
   * missing there was never looked for, so it is no zero. Null where the two windows can be compared.
   */
  readonly nothingBefore: Day | null
  readonly asOf: Iso
}
