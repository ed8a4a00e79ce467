import { productLexicon } from './lexicon.ts'
import { compound } from './vader.ts'

export interface Scored {
  /** Compound score in [−1, 1]. */
  readonly score: number
  /** Words. */
  readonly length: number
}

/** Facts between opinions thin them out, but less than an opinion of the same length would. */
const neutralWeight = 0.25

export const scoreSentence = (sentence: string): Scored => ({
  score: compound(sentence, productLexicon()),
  length: sentence.split(/\s+/).length,
})

/**
 * Sentiment of a post in [−1, 1]: the mean of its sentences' compound scores, weighted by their words, a sentence without opinion
 * counting a quarter. VADER's score of a whole long text runs to ±1 whatever it says, which is why sentences are averaged. 0 without
 * sentences.
 */
export function meanSentiment(sentences: readonly Scored[]): number {
  let sum = 0
  let weights = 0
  for (const { score, length } of sentences) {
    const weight = score === 0 ? length * neutralWeight : length
    sum += score * weight
    weights += weight
  }
  return weights === 0 ? 0 : Math.max(-1, Math.min(1, sum / weights))
}
