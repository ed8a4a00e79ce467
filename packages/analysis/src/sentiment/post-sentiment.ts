import { productLexicon } from './lexicon.ts'
import { compound } from './vader.ts'

/** Facts between opinions hardly thin them out: a question with one complaint in it is a complaint. */
const neutralWeight = 0.1

/** Compound score in [−1, 1] of one sentence, with the words about products. */
export const scoreSentence = (sentence: string): number => compound(sentence, productLexicon())

/**
 * Sentiment of a post in [−1, 1]: the mean of its sentences' compound scores, a sentence without opinion counting a tenth; 0 without
 * sentences. VADER's score of a whole long text runs to ±1 whatever it says, which is why sentences are averaged. Of the weights
 * tried on labelled posts of several sentences (by words, by their root, equal; neutral 0 to 0.5) equal with 0.1 was the best.
 */
export function meanSentiment(scores: readonly number[]): number {
  let sum = 0
  let weights = 0
  for (const score of scores) {
    sum += score
    weights += score === 0 ? neutralWeight : 1
  }
  return weights === 0 ? 0 : Math.max(-1, Math.min(1, sum / weights))
}
