import { type Insight, type SentenceInput, writeSentences } from '@echoscope/domain'

export interface Drafts {
  readonly drafts: readonly Insight[]
  readonly withheld: readonly string[]
}

/** Insights without any model: the rules' sentences, each with what to do about it. */
export function rulesWriter(facts: SentenceInput): Drafts {
  const { sentences, withheld } = writeSentences(facts)
  return { drafts: sentences, withheld }
}
