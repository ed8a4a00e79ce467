import type { PainPointId } from '../ids.ts'
import type { Iso } from './time.ts'

/** Something that stands out in a scope, by the rules of metrics.md (Trends and spikes). */
export type ScopeEvent =
  | {
      /** An hour with far more threads than the same hour of the weeks before, or with none where some are usual. */
      readonly kind: 'spike' | 'silence'
      readonly from: Iso
      readonly to: Iso
      readonly threads: number
      /** Of the same hour of the week before, and what a spike is above. */
      readonly median: number
      readonly threshold: number
    }
  | {
      /** Named by enough threads of the range, and by none before. */
      readonly kind: 'new_pain_point'
      readonly from: Iso
      readonly to: Iso
      readonly painPoint: { readonly id: PainPointId; readonly keyword: string }
      readonly threads: number
    }

/** A time at which the sources of a scope were asked, and how it ended. */
export interface ScoutedAt {
  readonly at: Iso
  readonly outcome: 'succeeded' | 'partial' | 'failed'
}
