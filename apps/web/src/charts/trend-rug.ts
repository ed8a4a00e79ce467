import type { ScoutedAt } from '@echoscope/domain'
import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared'
import type { ChartColours } from './colours.ts'

/** A run under the chart: 0 is the middle of the first bucket, 0.5 its end. */
export interface RugTick {
  readonly place: number
  readonly outcome: ScoutedAt['outcome']
}

/** Runs on the axis of the buckets; `edges` are the beginnings of the buckets and the end of the last. Runs outside are left out. */
export function rugOf(scouted: readonly ScoutedAt[], edges: readonly number[]): RugTick[] {
  return scouted.flatMap(({ at, outcome }) => {
    const ms = Date.parse(at)
    const bucket = edges.findLastIndex((edge) => edge <= ms)
    const [start, end] = [edges[bucket], edges[bucket + 1]]
    return start === undefined || end === undefined ? [] : [{ place: bucket - 0.5 + (ms - start) / (end - start), outcome }]
  })
}

/** Below its panel; what failed stands taller, and what lacks a source is amber as well. */
export const rugSeries = ({ rug, colours }: { readonly rug: readonly RugTick[]; readonly colours: ChartColours }) => ({
  type: 'custom' as const,
  xAxisIndex: 1,
  yAxisIndex: 1,
  silent: true,
  clip: false,
  z: 4,
  data: rug.map((_, at) => [0, at]),
  renderItem: render(rug, colours),
})

const render =
  (rug: readonly RugTick[], colours: ChartColours): CustomSeriesRenderItem =>
  (params, api) => {
    const { place, outcome } = rug[params.dataIndex] ?? { place: 0, outcome: 'succeeded' }
    const area = params.coordSys as unknown as { y: number; height: number }
    const size = api.size?.([1, 0])
    const band = Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)
    const x = (api.coord([0, 0])[0] ?? 0) + place * band
    const foot = area.y + area.height + 20
    return {
      type: 'line',
      shape: { x1: x, x2: x, y1: foot - (outcome === 'failed' ? 10 : 6), y2: foot },
      style: {
        stroke: outcome === 'succeeded' ? colours.ink3 : colours.waits,
        lineWidth: outcome === 'succeeded' ? 1 : 2,
        opacity: outcome === 'succeeded' ? 0.6 : 1,
      },
    }
  }
