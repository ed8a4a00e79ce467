import type { SentimentLabel } from '../analysis.ts'
import type { CommunityId, PainPointId } from '../ids.ts'
import type { Part } from '../insight/check.ts'
import type { DayRange } from './time.ts'

/** Filters that open exactly the threads behind a number. */
export interface ThreadFilterView {
  readonly communityId?: CommunityId
  readonly painPointId?: PainPointId
  readonly author?: string
  readonly platform?: string
  readonly sentiment?: SentimentLabel
}

export type SentenceKind = 'health' | 'community' | 'growing_pain' | 'voices' | 'trend' | 'next'

/** A sentence whose every number, name and date is a claim: read from the metrics of one snapshot, and counted again before it is kept. */
export interface KeySentence {
  readonly kind: SentenceKind
  readonly text: string
  /** The text in its parts: words, and the claims between them. */
  readonly parts: readonly Part[]
  readonly evidence: readonly {
    readonly label: string
    readonly value: string
    readonly filter: ThreadFilterView
    /** Window of the evidence; absent: the dashboard's own. */
    readonly range?: DayRange
  }[]
}

export type Priority = 'high' | 'medium' | 'low'

/** A sentence with what to do about it, and how soon. */
export interface AdvisedSentence extends KeySentence {
  readonly recommendation: string
  readonly priority: Priority
}

export interface KeySentences {
  readonly sentences: readonly AdvisedSentence[]
  /** What could not be said, and what it would need: "not enough evidence (4 of 5)". */
  readonly withheld: readonly string[]
}
