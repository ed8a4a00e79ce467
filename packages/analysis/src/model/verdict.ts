import type { Judgement } from './model.ts'

/** A post between two chances that are this near is not sure enough to be called anything but neutral. */
const leastLead = 0.02
const threshold = 0.2
/** Praise beside nearly as much blame is a mixed post: the stronger must be so many times the weaker. */
const clearly = 1.25

export interface Verdict {
  /** s ∈ [−1, 1]: beyond ±0.2 exactly where the model is sure enough of praise or blame. */
  readonly sentiment: number
  /** The chance that the label is right. */
  readonly confidence: number
}

/**
 * Chances to s. Praise or blame must lead neutral (whose chance is multiplied by `neutral` first) and each other; the lead fills the scale
 * beyond ±0.2, and what leads by too little lies within it: mixed and doubtful posts are neutral.
 */
export function verdictOf({ negative, neutral, positive }: Judgement, neutralWeight: number): Verdict {
  const sign = positive >= negative ? 1 : -1
  const first = Math.max(positive, negative)
  const second = Math.min(positive, negative)
  const lead = first - Math.max(second * clearly, neutral * neutralWeight)
  if (lead < leastLead) return { sentiment: sign * Math.min(threshold * 0.99, threshold * (first - second)), confidence: neutral }
  return { sentiment: sign * (threshold + ((1 - threshold) * (lead - leastLead)) / (1 - leastLead)), confidence: first }
}
