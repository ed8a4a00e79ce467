import { productLexicon, publishedLexicon } from '../sentiment/lexicon.ts'
import { compoundOf, readSentence } from '../sentiment/vader.ts'
import { cueCount, cuesIn } from './cues.ts'

/** What the words of a text come to by the lexicon of products. */
export interface Tally {
  praise: number
  blame: number
  praising: number
  blaming: number
  strongest: number
  last: number
  negations: number
}

export const emptyTally = (): Tally => ({ praise: 0, blame: 0, praising: 0, blaming: 0, strongest: 0, last: 0, negations: 0 })

const negatedBy = -0.74

export function addTone(tally: Tally, word: string, isNegated: boolean): void {
  const valence = productLexicon().get(word)
  if (valence === undefined || valence === 0) return
  const felt = isNegated ? negatedBy * valence : valence
  if (felt > 0) {
    tally.praise += felt
    tally.praising += 1
  } else {
    tally.blame -= felt
    tally.blaming += 1
  }
  if (Math.abs(felt) > Math.abs(tally.strongest)) tally.strongest = felt
  tally.last = felt
}

const ownFigures = 20
export const lexiconFeatures = ownFigures + cueCount

const when = (holds: boolean): number => (holds ? 0.5 : 0)

/** The lexicons' figures and the cues: always as many, in the same order. All are of the order of 1. */
export function toneOf({ text, lower, words }: { readonly text: string; readonly lower: string; readonly words: number }, tally: Tally): readonly number[] {
  const sentence = readSentence(text, productLexicon())
  const published = compoundOf(sentence, publishedLexicon())
  const adapted = compoundOf(sentence, productLexicon())
  const spread = Math.sqrt(words + 4)
  return [
    0.5,
    published,
    adapted,
    when(published >= 0.05),
    when(published <= -0.05),
    when(published > -0.05 && published < 0.05),
    when(adapted >= 0.4),
    when(adapted <= -0.4),
    Math.tanh(tally.praise / spread),
    Math.tanh(tally.blame / spread),
    tally.strongest / 4,
    tally.last / 4,
    when(tally.praising > 0 && tally.blaming === 0),
    when(tally.blaming > 0 && tally.praising === 0),
    when(tally.praising > 0 && tally.blaming > 0),
    Math.min(1, tally.negations / 3),
    Math.log1p(words) / 5,
    when(words < 6),
    when(words > 40),
    when(words === 0),
    ...cuesIn(text, lower),
  ]
}
