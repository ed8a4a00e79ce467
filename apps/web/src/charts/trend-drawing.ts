import { CustomChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { coloursOf } from './colours.ts'
import type { TrendModel } from './trend-model.ts'
import { trendOption } from './trend-option.ts'
import type { TrendOptionInput } from './trend-option.ts'

use([LineChart, CustomChart, GridComponent, TooltipComponent, GraphicComponent, SVGRenderer])

export interface Drawing {
  readonly show: (input: TrendOptionInput) => void
  /** The bucket whose place is pressed; it replaces what was to be done before. */
  readonly onPress: (open: (at: number) => void) => void
  readonly remove: () => void
}

/** The only module that loads ECharts; pages import it after their first paint. */
export function drawTrend(element: HTMLElement): Drawing {
  const chart = init(element, null, { renderer: 'svg' })
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(element)
  let open: ((at: number) => void) | null = null
  let buckets = 0
  chart.getZr().on('click', ({ offsetX, offsetY }) => {
    const place: [number, number] = [offsetX, offsetY]
    const panel = [0, 1].find((gridIndex) => chart.containPixel({ gridIndex }, place))
    if (panel === undefined) return
    const at: unknown = chart.convertFromPixel({ xAxisIndex: panel }, offsetX)
    if (typeof at === 'number' && at >= 0 && at < buckets) open?.(at)
  })
  return {
    onPress: (next) => {
      open = next
    },
    show: (input) => {
      buckets = input.model.starts.length
      chart.setOption(trendOption(input), { notMerge: true })
    },
    remove: () => {
      observer.disconnect()
      chart.dispose()
    },
  }
}

/** The same drawing as text, without an element to draw into. */
export function drawnTrend(model: TrendModel, scopeType: 'automatic' | 'custom', size: { readonly width: number; readonly height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(trendOption({ model, colours: coloursOf('light', scopeType), still: true }))
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
