import { drawnTrend } from '../trend-drawing.ts'
import type { TrendModel } from '../trend-model.ts'
import { type Caption, headHeight, page } from './svg.ts'

const size = { width: 1_080, height: 360 } as const

/** The trend as the page draws it, in its light colours. */
export function trendPicture(model: TrendModel, scope: 'automatic' | 'custom', caption: Caption): string {
  const drawing = drawnTrend(model, scope, { ...size, width: size.width - 32 })
  return page(caption, size, `<g transform="translate(16 ${headHeight})">${drawing}</g>`)
}
