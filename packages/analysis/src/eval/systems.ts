import { labelOf, type SentimentLabel } from '@echoscope/domain'
import { createAnalyzer } from '../analyzer.ts'
import { publishedLexicon } from '../sentiment/lexicon.ts'
import { compound } from '../sentiment/vader.ts'
import { calibrationError, f1Of, measuresOf } from './measures.ts'
import type { Example } from './sets.ts'

export interface Said<Class> {
  readonly label: Class
  /** The chance that the label is right; null where the system does not say. */
  readonly confidence: number | null
}

const analyzer = createAnalyzer({ mentionsBrand: () => false })
export const analysisOf = (text: string) => analyzer.analyse({ title: '', body: text })

export const ourSentiment = (text: string): Said<SentimentLabel> => {
  const { sentiment, confidence } = analysisOf(text)
  return { label: labelOf(sentiment), confidence }
}
export const ourComplaint = (text: string): Said<boolean> => {
  const { complaint } = analysisOf(text)
  return { label: complaint >= 0.5, confidence: Math.max(complaint, 1 - complaint) }
}

/** VADER's score as its authors publish it, out of its own lexicon. */
export const vader = (text: string): number => compound(text, publishedLexicon())
/** With the thresholds that they publish. */
export const vaderSentiment = (text: string): Said<SentimentLabel> => {
  const score = vader(text)
  return { label: score >= 0.05 ? 'positive' : score <= -0.05 ? 'negative' : 'neutral', confidence: null }
}
export const vaderComplaint = (text: string): Said<boolean> => ({ label: vader(text) <= -0.05, confidence: null })

export interface Row {
  readonly set: string
  readonly n: number
  readonly system: string
  readonly measures: Readonly<Record<string, number | null>>
}

/** Who was asked about what; `positive` adds the F1 of one class. */
export interface Asked<Class> {
  readonly set: string
  readonly system: string
  readonly positive?: Class | undefined
}

/** What one system says of one set, measured. */
export function measured<Class>({ set, system, positive }: Asked<Class>, judged: readonly { readonly gold: Class; readonly said: Said<Class> }[]): Row {
  const labels = judged.map(({ gold, said }) => ({ gold, said: said.label }))
  const { n, accuracy, macroF1, macroRecall } = measuresOf(labels)
  const sure = judged.flatMap(({ gold, said }) => (said.confidence === null ? [] : [{ confidence: said.confidence, isRight: gold === said.label }]))
  return {
    set,
    n,
    system,
    measures: {
      'macro-F1': macroF1,
      'macro-recall': macroRecall,
      accuracy,
      'F1 of the class': positive === undefined ? null : f1Of(labels, positive),
      ECE: sure.length === 0 ? null : calibrationError(sure),
    },
  }
}

export const judgedBy = <Class>(examples: readonly Example<Class>[], system: (text: string) => Said<Class>) =>
  examples.map(({ text, gold }) => ({ gold, said: system(text) }))
