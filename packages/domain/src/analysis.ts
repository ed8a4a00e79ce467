import type { Span } from './post.ts'

/** ISO 639-1, or `und` where the text is too short (under 12 letters) or the detector is not sure. */
export type Language = string

export type SentimentLabel = 'positive' | 'neutral' | 'negative'

/** A complaint found in the text: which keyword (lemma-normalised), and where it stands. */
export interface PainPointTag extends Span {
  /** Lower case, lemmas joined by single spaces: `battery drain`, `not load`. At most 80 characters. */
  readonly keyword: string
}

/** What analysis says of one post. Pure: the same text gives the same answer. */
export interface Analysis {
  readonly language: Language
  /** s ∈ [−1, 1] of the whole post. */
  readonly sentiment: number
  /** Mean s of the sentences that name the brand; null where no sentence does. */
  readonly brandSentiment: number | null
  readonly mentionsBrand: boolean
  /** 0 … 1: how much it looks like an advertisement. */
  readonly spam: number
  /** What speaks for that, the strongest first: `short link`, `money`. */
  readonly spamSigns: readonly string[]
  /** At most one tag per keyword (the first span). */
  readonly painPoints: readonly PainPointTag[]
}

/** Threshold of metrics.md: positive from +0.2, negative from −0.2, neutral between. */
export const labelOf = (sentiment: number): SentimentLabel => (sentiment >= 0.2 ? 'positive' : sentiment <= -0.2 ? 'negative' : 'neutral')
