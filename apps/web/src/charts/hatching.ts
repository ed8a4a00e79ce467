import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared'

interface HatchingInput {
  /** Indexes of partial buckets. */
  readonly partial: readonly number[]
  readonly grid: number
  readonly color: string
}

const gap = 5

/** Grey hatching over the partial buckets of one panel. */
export const hatching = ({ partial, grid, color }: HatchingInput) => ({
  type: 'custom' as const,
  xAxisIndex: grid,
  yAxisIndex: grid,
  silent: true,
  z: 0,
  data: partial.map((at) => [at]),
  renderItem: render(color),
})

const render =
  (color: string): CustomSeriesRenderItem =>
  (params, api) => {
    const area = params.coordSys as unknown as { y: number; height: number }
    const middle = api.coord([api.value(0), 0])[0] ?? 0
    const size = api.size?.([1, 0])
    const width = Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)
    const from = middle - width / 2
    const lines = Array.from({ length: Math.ceil((width + area.height) / gap) }, (_, at) => at * gap)
    return {
      type: 'group',
      clipPath: { type: 'rect', shape: { x: from, y: area.y, width, height: area.height } },
      children: lines.map((offset) => ({
        type: 'line' as const,
        shape: { x1: from + offset, y1: area.y, x2: from + offset - area.height, y2: area.y + area.height },
        style: { stroke: color, lineWidth: 1 },
      })),
    }
  }
