import type { RateRatio } from './growth.ts'

export interface GrowthRow {
  readonly keyword: string
  readonly mentions: number
  readonly previous: number
  readonly ratio: RateRatio
  readonly significant: boolean
}

/**
 * Risers in the order of metrics.md, Pain points: significant ones first, by the lower end of their interval; then the others, new
 * ones among them, by mentions. What fell or stayed is not in it. Ties: mentions, then the keyword by code unit, so the order is total.
 */
export const topGrowing = <Row extends GrowthRow>(points: readonly Row[]): Row[] =>
  points.filter(({ mentions, previous }) => mentions > previous).sort(byGrowth)

const byGrowth = (a: GrowthRow, b: GrowthRow): number =>
  Number(b.significant) - Number(a.significant) || (a.significant ? b.ratio.low - a.ratio.low : 0) || b.mentions - a.mentions || byText(a.keyword, b.keyword)

/** Order by UTF-16 code unit: the same on every machine, whatever its locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
