import { CustomChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { trendOption } from './trend-option.ts'
import type { TrendOptionInput } from './trend-option.ts'

use([LineChart, CustomChart, GridComponent, TooltipComponent, GraphicComponent, SVGRenderer])

export interface Drawing {
  readonly show: (input: TrendOptionInput) => void
  readonly remove: () => void
}

/** The only module that loads ECharts; pages import it after their first paint. */
export function drawTrend(element: HTMLElement): Drawing {
  const chart = init(element, null, { renderer: 'svg' })
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(element)
  return {
    show: (input) => chart.setOption(trendOption(input), { notMerge: true }),
    remove: () => {
      observer.disconnect()
      chart.dispose()
    },
  }
}
