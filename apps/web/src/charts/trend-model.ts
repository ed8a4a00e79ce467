import type { Trend } from '@echoscope/domain'
import { axisDate } from '../format/dates.ts'

export interface TrendLine {
  readonly name: string
  readonly values: readonly (number | null)[]
}
export interface TrendModel {
  readonly bucket: Trend['bucket']
  readonly starts: readonly string[]
  readonly labels: readonly string[]
  readonly threads: readonly number[]
  readonly positivity: readonly (number | null)[]
  /** Indexes of buckets whose collection was cut short. */
  readonly partial: readonly number[]
  readonly overlays: readonly TrendLine[]
}

export const modelOf = (trend: Trend, overlay: readonly string[], nameOf: (keyword: string) => string): TrendModel => ({
  bucket: trend.bucket,
  starts: trend.points.map(({ start }) => start),
  labels: trend.points.map(({ start }) => axisDate(new Date(start))),
  threads: trend.points.map(({ threads }) => threads),
  positivity: trend.points.map(({ positivity }) => positivity),
  partial: trend.points.flatMap(({ partial }, at) => (partial ? [at] : [])),
  overlays: trend.painPoints.filter(({ id }) => overlay.includes(id)).map(({ keyword, mentions }) => ({ name: nameOf(keyword), values: mentions })),
})
