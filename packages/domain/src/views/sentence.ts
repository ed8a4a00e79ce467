import type { SentimentLabel } from '../analysis.ts'
import type { CommunityId, PainPointId } from '../ids.ts'
import type { Iso } from './time.ts'

/** Filters that open exactly the threads behind a number. */
export interface ThreadFilterView {
  readonly communityId?: CommunityId
  readonly painPointId?: PainPointId
  readonly author?: string
  readonly sentiment?: SentimentLabel
}

/** A rule-written sentence. `parts` are text and numbers; each number was read from the metrics of the same snapshot. */
export interface KeySentence {
  readonly kind: 'health' | 'community' | 'growing_pain' | 'voices' | 'trend' | 'next'
  readonly text: string
  readonly evidence: readonly {
    readonly label: string
    readonly value: string
    readonly filter: ThreadFilterView
    /** Window of the evidence; absent: the dashboard's own. */
    readonly range?: { readonly from: Iso; readonly to: Iso }
  }[]
}

export interface KeySentences {
  readonly sentences: readonly KeySentence[]
  /** What could not be said, and what it would need: "not enough evidence (4 of 5)". */
  readonly withheld: readonly string[]
}
