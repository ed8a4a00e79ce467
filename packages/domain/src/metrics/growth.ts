import { betaLogOdds } from './beta.ts'
import { change } from './change.ts'

/** Growth in percent of mentions (metrics.md, Pain points); null when there were none before. */
export const growth = change

/** Mentioned now, and never in the window before. */
export const isNew = (current: number, previous: number): boolean => previous === 0 && current > 0

/** What `growingPainPoints` counts: at least 5 mentions now, and half as many again as before, or new. */
export const isGrowing = (current: number, previous: number): boolean => current >= 5 && (previous === 0 || current * 2 >= previous * 3)

export interface RateRatio {
  readonly low: number
  /** Null: unbounded, because nothing was counted before. */
  readonly high: number | null
}

/**
 * Exact 95 % interval of current/previous, two counts over equally long windows (metrics.md, Pain points): the Clopper–Pearson
 * interval [pL, pU] of current/n with n = current + previous, as odds [pL/(1−pL), pU/(1−pU)].
 * pU's odds are the inverse of pL's with the counts exchanged, so one tail serves both. Counts are whole and not negative.
 */
export const rateRatio = (current: number, previous: number): RateRatio => ({
  low: lowerEnd(current, previous),
  high: previous === 0 ? null : 1 / lowerEnd(previous, current),
})

const lowerEnd = (part: number, rest: number): number => (part === 0 ? 0 : Math.exp(betaLogOdds(0.025, part, rest + 1)))

/** Enough counted (n ≥ 10), and the interval leaves out "no change". */
export const isSignificant = (current: number, previous: number): boolean => {
  if (current + previous < 10) return false
  const { low, high } = rateRatio(current, previous)
  return low > 1 || (high !== null && high < 1)
}
