export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5
const levels = [0, 1, 2, 3, 4, 5] as const

/** Step of a heat-map cell (metrics.md, Pain points): `ceil(5 × mentions / largest cell of the matrix shown)`; 0 where nothing was said. */
export const heatLevel = (mentions: number, largest: number): HeatLevel =>
  mentions <= 0 || largest <= 0 ? 0 : (levels[Math.min(5, Math.ceil((5 * mentions) / largest))] ?? 5)

/** At most this many communities and this many pain points stand in the matrix. */
export const heatmapSide = 8
