import { dayMs, dayString } from '@echoscope/domain'
import type { PainPointId, ScopeEvent, Trend, TrendPoint } from '@echoscope/domain'
import { axisDate } from '../format/dates.ts'
import { marksOf } from './trend-marks.ts'
import type { TrendMark } from './trend-marks.ts'

export interface TrendLine {
  readonly id: PainPointId
  readonly name: string
  readonly values: readonly (number | null)[]
}
export interface TrendModel {
  readonly bucket: Trend['bucket']
  readonly starts: readonly string[]
  readonly labels: readonly string[]
  readonly threads: readonly number[]
  readonly positivity: readonly (number | null)[]
  /** Indexes of buckets that hold less than was there: a source was missing, or the range cuts them. */
  readonly partial: readonly number[]
  /** Why each is cut, if it is. */
  readonly cut: readonly TrendPoint['cut'][]
  readonly overlays: readonly TrendLine[]
  /** Spikes and silences. */
  readonly marks: readonly TrendMark[]
}

/** Why a point holds less than was there, in words; null where it is whole. */
export function partialWords({ bucket, cut, partial }: Pick<TrendModel, 'bucket' | 'cut' | 'partial'>, at: number): string | null {
  if (cut[at] === 'range') return `the range holds only some days of this ${bucket}`
  if (cut[at] === 'collection') return bucket === 'day' ? 'nothing was collected on this day' : `only some days of this ${bucket} were collected`
  return partial.includes(at) ? 'a source was missing' : null
}

interface Drawn {
  readonly trend: Trend
  readonly events: readonly ScopeEvent[]
  /** Ids of the pain points laid over it. */
  readonly overlay: readonly string[]
}

export const modelOf = ({ trend, events, overlay }: Drawn, nameOf: (keyword: string) => string): TrendModel => ({
  bucket: trend.bucket,
  starts: trend.points.map(({ start }) => start),
  labels: trend.points.map(({ start }) => axisDate(new Date(start))),
  threads: trend.points.map(({ threads }) => threads),
  positivity: trend.points.map(({ positivity }) => positivity),
  partial: trend.points.flatMap(({ partial }, at) => (partial ? [at] : [])),
  cut: trend.points.map(({ cut }) => cut),
  overlays: trend.painPoints.filter(({ id }) => overlay.includes(id)).map(({ id, keyword, mentions }) => ({ id, name: nameOf(keyword), values: mentions })),
  marks: marksOf(events, trend),
})

/** The days `[from, to)` of a bucket, as an address holds them; the last one ends with the range. */
export function daysOf({ starts }: Pick<TrendModel, 'starts'>, at: number, end: string): { readonly from: string; readonly to: string } {
  const start = Date.parse(starts[at] ?? end)
  const next = starts[at + 1]
  const to = next === undefined ? Math.max(Date.parse(end), start + dayMs) : Date.parse(next)
  return { from: dayString(new Date(start)), to: dayString(new Date(to)) }
}

/** What stood out in a bucket, in sentences. */
export const markWords = ({ marks }: Pick<TrendModel, 'marks'>, at: number): string[] => marks.filter((mark) => mark.at === at).map(({ words }) => words)
