import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared'
import type { ChartColours } from './colours.ts'
import { gapWords } from './trend-gaps.ts'
import type { TrendGap } from './trend-gaps.ts'

interface GapInput {
  readonly gaps: readonly TrendGap[]
  readonly colours: ChartColours
  readonly font: string
}
/** More would cover the lines; the table has every day. */
const mostWords = 2
const textWidth = 116
/** On a narrow chart the words would cover it; they stand below it as well. */
const narrow = 600

/** Two short lines beside the longest hatched stretches: who was missing there, and for how long. */
export function gapSeries({ gaps, colours, font }: GapInput) {
  const told = gaps.toSorted((a, b) => b.last - b.first - (a.last - a.first) || b.first - a.first).slice(0, mostWords)
  const render: CustomSeriesRenderItem = (params, api) => {
    const gap = told[params.dataIndex]
    if (gap === undefined) return null
    const area = params.coordSys as unknown as { x: number; y: number; width: number }
    if (area.width < narrow) return null
    const size = api.size?.([1, 0])
    const band = Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)
    const from = (api.coord([gap.first, 0])[0] ?? 0) - band / 2
    const to = (api.coord([gap.last, 0])[0] ?? 0) + band / 2
    const beside = to + textWidth <= area.x + area.width
    const inside = to - from >= textWidth
    const x = beside ? to + 8 : inside ? from + 8 : from - 8
    const line = (words: string, top: number, fill: string) => ({
      type: 'text' as const,
      style: {
        text: words,
        x,
        y: top,
        fill,
        font: `400 11px ${font}`,
        align: beside || inside ? ('left' as const) : ('right' as const),
        stroke: colours.surface,
        lineWidth: 3,
      },
    })
    const [title, detail] = gapWords(gap)
    return { type: 'group', children: [line(title, area.y + 4, colours.ink2), line(detail, area.y + 17, colours.ink3)] }
  }
  return { type: 'custom' as const, xAxisIndex: 0, yAxisIndex: 0, silent: true, z: 5, data: told.map(({ first }) => [first, 0]), renderItem: render }
}
