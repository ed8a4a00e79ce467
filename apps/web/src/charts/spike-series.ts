import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared'
import type { ChartColours } from './colours.ts'
import type { TrendMark } from './trend-marks.ts'

interface SpikeInput {
  readonly marks: readonly TrendMark[]
  readonly threads: readonly number[]
  readonly colours: ChartColours
  readonly font: string
}

/** More words than these would cover the line they speak of; the table has all. */
const mostWords = 3
const textWidth = 96

/** A hollow dot with a dotted foot where a spike or a silence is, with two lines of text beside the highest ones. */
export function spikeSeries({ marks, threads, colours, font }: SpikeInput) {
  const heightOf = ({ at }: TrendMark): number => threads[at] ?? 0
  const told = new Set(
    marks
      .filter(({ kind }) => kind === 'spike')
      .toSorted((a, b) => heightOf(b) - heightOf(a))
      .slice(0, mostWords),
  )
  return {
    type: 'custom' as const,
    xAxisIndex: 0,
    yAxisIndex: 0,
    silent: true,
    z: 5,
    data: marks.map((mark) => [mark.at, heightOf(mark)]),
    renderItem: render(marks, told, { colours, font }),
  }
}

const render =
  (marks: readonly TrendMark[], told: ReadonlySet<TrendMark>, { colours, font }: Pick<SpikeInput, 'colours' | 'font'>): CustomSeriesRenderItem =>
  (params, api) => {
    const mark = marks[params.dataIndex]
    const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number }
    const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
    const above = Math.max(area.y + 2, y - 6)
    const toLeft = x + textWidth > area.x + area.width
    const line = (words: string, top: number, { fill, weight }: { readonly fill: string; readonly weight: number }) => ({
      type: 'text' as const,
      style: {
        text: words,
        x: toLeft ? x - 10 : x + 10,
        y: top,
        fill,
        font: `${weight} 11px ${font}`,
        align: toLeft ? ('right' as const) : ('left' as const),
        stroke: colours.surface,
        lineWidth: 3,
      },
    })
    return {
      type: 'group',
      children: [
        {
          type: 'line' as const,
          shape: { x1: x, y1: above, x2: x, y2: area.y + area.height },
          style: { stroke: colours.ink3, lineWidth: 1, lineDash: [2, 3] },
        },
        {
          type: 'circle' as const,
          shape: { cx: x, cy: above, r: 4 },
          style: { fill: colours.surface, stroke: mark?.kind === 'silence' ? colours.ink3 : colours.line, lineWidth: 2 },
        },
        ...(mark !== undefined && told.has(mark)
          ? [line(mark.title, above - 6, { fill: colours.ink2, weight: 500 }), line(mark.detail, above + 7, { fill: colours.ink3, weight: 400 })]
          : []),
      ],
    }
  }
