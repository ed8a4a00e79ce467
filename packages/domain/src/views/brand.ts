import type { BrandId, CampaignId } from '../ids.ts'
import type { RunSummary } from './run.ts'
import type { Iso } from './time.ts'

export type BrandStatus = 'active' | 'paused' | 'archived'

export interface Brand {
  readonly id: BrandId
  readonly name: string
  readonly website: string | null
  readonly description: string
  readonly industry: string | null
  readonly primaryKeywords: readonly string[]
  readonly productKeywords: readonly string[]
  readonly excludeKeywords: readonly string[]
  readonly sources: readonly string[]
  readonly competitors: readonly string[]
  readonly scoutIntervalHours: number
  readonly status: BrandStatus
  /** Its posts are invented, and no place is asked for them. */
  readonly sample: boolean
  /** The day that the posts of the sample are counted from; null for any other brand. */
  readonly sampleSince: string | null
  /** Days that Brand Analytics keeps its threads; null: for ever. */
  readonly retentionDays: number | null
  readonly automaticCampaignId: CampaignId
  readonly lastRun: RunSummary | null
  readonly nextRunAt: Iso | null
  readonly revision: number
  readonly createdAt: Iso
  readonly updatedAt: Iso
}
