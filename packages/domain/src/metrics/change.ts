/**
 * Change of a count or an amount in percent (metrics.md, Threads and sentiment): `(current − previous) / previous × 100`.
 * Null when `previous` is 0: shown as "new", never 100 by convention.
 */
export const change = (current: number, previous: number): number | null => (previous === 0 ? null : ((current - previous) / previous) * 100)

/** Change of positivity, a share or an echo score: the difference, in points. Null where either side is unknown. */
export const pointsChange = (current: number | null, previous: number | null): number | null =>
  current === null || previous === null ? null : current - previous
