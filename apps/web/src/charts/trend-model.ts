import { dayMs, dayString } from '@echoscope/domain'
import type { CoverageGap, PainPointId, ScopeEvent, ScoutedAt, Trend, TrendPoint, Zone } from '@echoscope/domain'
import { axisDate } from '../format/dates.ts'
import { gapsOf, missingIn, missingWords } from './trend-gaps.ts'
import type { TrendGap } from './trend-gaps.ts'
import { marksOf } from './trend-marks.ts'
import type { TrendMark } from './trend-marks.ts'
import { rugOf } from './trend-rug.ts'
import type { RugTick } from './trend-rug.ts'

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
  /** Which sources were missing in each, in words, if any was. */
  readonly missing: readonly (string | null)[]
  readonly gaps: readonly TrendGap[]
  readonly overlays: readonly TrendLine[]
  /** Spikes and silences. */
  readonly marks: readonly TrendMark[]
  /** When sources were asked. */
  readonly rug: readonly RugTick[]
}

/** Why a point holds less than was there, in words; null where it is whole. */
export function partialWords({ bucket, cut, partial, missing }: Pick<TrendModel, 'bucket' | 'cut' | 'partial' | 'missing'>, at: number): string | null {
  if (cut[at] === 'range') return `the range holds only some days of this ${bucket}`
  if (cut[at] === 'collection') return bucket === 'day' ? 'nothing was collected on this day' : `only some days of this ${bucket} were collected`
  return partial.includes(at) ? (missing[at] ?? 'a source was missing') : null
}

interface Drawn {
  readonly trend: Trend
  readonly events: readonly ScopeEvent[]
  readonly scouted: readonly ScoutedAt[]
  readonly coverageGaps: readonly CoverageGap[]
  /** The day after the range. */
  readonly end: string
  /** Whose days these are. */
  readonly zone: Zone
  /** Ids of the pain points laid over it. */
  readonly overlay: readonly string[]
}

export function modelOf({ trend, events, scouted, coverageGaps, end, zone, overlay }: Drawn, nameOf: (keyword: string) => string): TrendModel {
  const edges = [...trend.points.map(({ start }) => start), end].map((day) => zone.startOf(day).getTime())
  return {
    bucket: trend.bucket,
    starts: trend.points.map(({ start }) => start),
    labels: trend.points.map(({ start }) => axisDate(new Date(start))),
    threads: trend.points.map(({ threads }) => threads),
    positivity: trend.points.map(({ positivity }) => positivity),
    partial: trend.points.flatMap(({ partial }, at) => (partial ? [at] : [])),
    cut: trend.points.map(({ cut }) => cut),
    missing: trend.points.map((_, at) => missingWords(missingIn(coverageGaps, edges[at] ?? 0, edges[at + 1] ?? 0))),
    gaps: gapsOf(coverageGaps, edges),
    overlays: trend.painPoints.filter(({ id }) => overlay.includes(id)).map(({ id, keyword, mentions }) => ({ id, name: nameOf(keyword), values: mentions })),
    marks: marksOf(events, trend, zone),
    rug: rugOf(scouted, edges),
  }
}

/** The days `[from, to)` of a bucket, as an address holds them; the last one ends with the range. */
export function daysOf({ starts }: Pick<TrendModel, 'starts'>, at: number, end: string): { readonly from: string; readonly to: string } {
  const start = Date.parse(starts[at] ?? end)
  const next = starts[at + 1]
  const to = next === undefined ? Math.max(Date.parse(end), start + dayMs) : Date.parse(next)
  return { from: dayString(new Date(start)), to: dayString(new Date(to)) }
}

/** What stood out in a bucket, in sentences. */
export const markWords = ({ marks }: Pick<TrendModel, 'marks'>, at: number): string[] => marks.filter((mark) => mark.at === at).map(({ words }) => words)
