import type { CampaignId, ErasureId } from '../ids.ts'
import type { ScopeType } from '../scope.ts'
import type { Iso } from './time.ts'

/** Rows of one scope, by table: what is there of an author, or what was removed. */
export interface ErasureCounts {
  readonly threads: number
  readonly painPointLinks: number
  readonly influencers: number
  readonly influencerDays: number
  /** Communities and pain points that nobody else had named; known only once they are gone. */
  readonly communities: number
  readonly painPoints: number
  /** Posts that were fetched and not kept; absent in receipts from before they were held back. */
  readonly heldBack?: number
  /** Texts that a migration from the old shape kept beside the rows; known only once they are gone. */
  readonly legacyValues: number
}
export interface ErasureReceipt extends ErasureCounts {
  readonly type: ScopeType
  readonly campaignId: CampaignId
  readonly brand: string
  readonly name: string
}

/** The erasure of one author from every scope of the workspace. Never with the name: only a keyed hash stands for it. */
export interface Erasure {
  readonly id: ErasureId
  readonly status: 'requested' | 'previewed' | 'erasing' | 'done'
  readonly platform: string
  readonly authorHash: string
  readonly requestedBy: string
  readonly requestedAt: Iso
  readonly preview: readonly ErasureReceipt[] | null
  readonly previewedAt: Iso | null
  readonly confirmedBy: string | null
  readonly confirmedAt: Iso | null
  readonly doneAt: Iso | null
  readonly receipt: readonly ErasureReceipt[]
  /** Rows of the old shape that lie in no scope and named the author: kept as empty ones, so that what was read stays counted. */
  readonly quarantined: number
}
