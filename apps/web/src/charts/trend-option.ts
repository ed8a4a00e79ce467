import type { EChartsCoreOption } from 'echarts/core'
import { chartDate } from '../format/dates.ts'
import { count, oneDecimal } from '../format/numbers.ts'
import type { ChartColours } from './colours.ts'
import { gapSeries } from './gap-series.ts'
import { hatching } from './hatching.ts'
import { spikeSeries } from './spike-series.ts'
import { markWords, partialWords } from './trend-model.ts'
import type { TrendModel } from './trend-model.ts'
import { rugSeries } from './trend-rug.ts'

export interface TrendOptionInput {
  readonly model: TrendModel
  readonly colours: ChartColours
  readonly still: boolean
}

const left = 34
const right = 12
const font = 'Inter Variable, Inter, ui-sans-serif, system-ui, sans-serif'

/** The line is dotted where a bucket is partial: the whole values and the partial ones (with their neighbours) are two series. */
function split(values: readonly (number | null)[], partial: readonly number[]): { whole: (number | null)[]; cut: (number | null)[] } {
  const isCut = new Set(partial)
  return {
    whole: values.map((value, at) => (isCut.has(at) ? null : value)),
    cut: values.map((value, at) => (isCut.has(at) || isCut.has(at - 1) || isCut.has(at + 1) ? value : null)),
  }
}

/** A bucket without neighbours has no line to be seen on, so it is a dot. */
const isAlone = (data: readonly (number | null)[], at: number): boolean =>
  data[at] !== null && (data[at - 1] ?? null) === null && (data[at + 1] ?? null) === null

/** The smallest round step that reaches the highest value in five at most. */
function stepOf(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, highest / 5)))
  return Math.max(1, [1, 2, 5, 10].map((digit) => digit * power).find((step) => step * 5 >= highest) ?? power * 10)
}

export function trendOption({ model, colours, still }: TrendOptionInput): EChartsCoreOption {
  const { labels, partial, threads, positivity, overlays } = model
  const most = Math.max(1, ...threads, ...overlays.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const step = stepOf(most)
  const splits = Math.ceil(most / step)
  // A day that was not looked at is no zero.
  const known = threads.map((value, at) => (value === 0 && model.cut[at] === 'collection' ? null : value))
  const off = Math.max(5, ...positivity.map((value) => (value === null ? 0 : Math.abs(value - 50))))
  const reach = Math.min(50, Math.ceil(off / 10) * 10)
  const threadLine = split(known, partial)
  const moodLine = split(positivity, partial)
  const text = { color: colours.ink3, fontFamily: font, fontSize: 11 }
  const xAxis = (grid: number) => ({
    type: 'category' as const,
    gridIndex: grid,
    data: [...labels],
    boundaryGap: true,
    axisLine: { show: grid === 0, lineStyle: { color: colours.axis }, onZero: false },
    axisTick: { show: false },
    axisLabel: { ...text, show: grid === 1, hideOverlap: true, margin: model.rug.length > 0 ? 28 : 10 },
    axisPointer: { show: true, type: 'line' as const, lineStyle: { color: colours.axis, type: 'solid' as const }, label: { show: false } },
  })
  const yAxis = (grid: number, [min, max]: readonly [number, number], splits: number) => ({
    type: 'value' as const,
    gridIndex: grid,
    min,
    max,
    interval: (max - min) / splits,
    axisLabel: { ...text, margin: 8, formatter: (value: number) => count(value) },
    splitLine: { lineStyle: { color: colours.grid } },
  })
  const line = (name: string, data: readonly (number | null)[], style: { color: string; width: number; dotted?: boolean; grid?: number; area?: number }) => ({
    name,
    type: 'line' as const,
    xAxisIndex: style.grid ?? 0,
    yAxisIndex: style.grid ?? 0,
    data: data.map((value, at) => (isAlone(data, at) ? { value, symbol: 'circle' } : value)),
    symbol: 'none',
    symbolSize: 4,
    showSymbol: true,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: {
      color: style.color,
      width: style.width,
      type: style.dotted === true ? ([1, 5] as [number, number]) : ('solid' as const),
      cap: 'round' as const,
      join: 'round' as const,
    },
    itemStyle: { color: style.color },
    ...(style.area !== undefined && { areaStyle: { color: style.color, opacity: style.area, origin: 'start' as const } }),
    emphasis: { disabled: true },
    silent: true,
  })
  const fromNeutral = (sign: 1 | -1, color: string) => ({
    ...line(
      `${sign}`,
      positivity.map((value) => (value === null ? null : sign === 1 ? Math.max(50, value) : Math.min(50, value))),
      { color, width: 0, grid: 1 },
    ),
    areaStyle: { color, opacity: 0.28, origin: 50 },
    showSymbol: false,
    showAllSymbol: false,
  })
  const title = (words: string, top: number) => ({
    type: 'text' as const,
    left,
    top,
    silent: true,
    style: { text: words, fill: colours.ink2, font: `500 11px ${font}` },
  })
  return {
    animation: !still,
    animationDuration: 260,
    animationEasing: 'cubicOut',
    textStyle: { fontFamily: font },
    grid: [
      { left, right, top: 24, height: 168, containLabel: false },
      { left, right, top: 226, height: 88, containLabel: false },
    ],
    graphic: [title(`Threads a ${model.bucket}`, 2), title('Positivity', 206), ...(model.rug.length > 0 ? [{ ...title('Runs', 324), left: 0 }] : [])],
    xAxis: [xAxis(0), xAxis(1)],
    yAxis: [yAxis(0, [0, splits * step], splits), yAxis(1, [50 - reach, 50 + reach], 2)],
    axisPointer: { link: [{ xAxisIndex: [0, 1] }] },
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const, confine: true, ...tooltip(model, colours) },
    series: [
      hatching({ partial, grid: 0, color: colours.hatch }),
      hatching({ partial, grid: 1, color: colours.hatch }),
      line('Threads', threadLine.whole, { color: colours.line, width: 2, area: 0.14 }),
      line(
        'Threads, partial',
        threadLine.cut.map((value) => (partial.length === 0 ? null : value)),
        { color: colours.line, width: 2, dotted: true },
      ),
      ...overlays.map(({ name, values }, at) => line(name, values, { color: colours.series[at % 3] ?? colours.ink2, width: 1.5 })),
      gapSeries({ gaps: model.gaps, colours, font }),
      spikeSeries({ marks: model.marks, threads, colours, font }),
      rugSeries({ rug: model.rug, colours }),
      fromNeutral(1, colours.positive),
      fromNeutral(-1, colours.negative),
      line('Positivity', moodLine.whole, { color: colours.ink2, width: 1.5, grid: 1 }),
      line(
        'Positivity, partial',
        moodLine.cut.map((value) => (partial.length === 0 ? null : value)),
        { color: colours.ink2, width: 1.5, dotted: true, grid: 1 },
      ),
    ],
  }
}

function tooltip(model: TrendModel, colours: ChartColours) {
  return {
    backgroundColor: colours.surface,
    borderColor: colours.axis,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: colours.ink2, fontSize: 12, lineHeight: 18, fontFamily: font },
    formatter: (shown: unknown): string => {
      const at = indexOf(shown)
      if (at === null) return ''
      const mood = model.positivity[at]
      const rows = [
        chartDate(new Date(model.starts[at] ?? 0)),
        `Threads  ${count(model.threads[at] ?? 0)}`,
        ...model.overlays.map(({ name, values }) => `${name.slice(0, 40)}  ${count(values[at] ?? 0)}`),
        `Positivity  ${mood === null || mood === undefined ? '–' : oneDecimal(mood)}`,
      ]
      const why = partialWords(model, at)
      return [...rows, ...markWords(model, at), ...(why === null ? [] : [`partial: ${why}`])].join('\n')
    },
  }
}

const indexOf = (shown: unknown): number | null => {
  const first: unknown = Array.isArray(shown) ? shown[0] : shown
  const at: unknown = typeof first === 'object' && first !== null && 'dataIndex' in first ? first.dataIndex : null
  return typeof at === 'number' ? at : null
}
