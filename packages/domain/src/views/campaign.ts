import type { BrandId, CampaignId } from '../ids.ts'
import type { RunSummary } from './run.ts'
import type { AdvisedSentence } from './sentence.ts'
import type { Page } from './thread.ts'
import type { DayRange, Iso } from './time.ts'

export type CampaignStatus = 'active' | 'paused' | 'completed'

export interface Schedule {
  readonly cron: string
  readonly timeZone: string
}

/** Custom campaigns only; the automatic one is seen through its brand. */
export interface Campaign {
  readonly id: CampaignId
  readonly brandId: BrandId
  readonly name: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly excludeKeywords: readonly string[]
  /** Stands in the place of the keywords, as its user wrote it; null where they decide. */
  readonly query: string | null
  readonly sources: readonly string[]
  readonly communities: readonly string[]
  /** Empty: all. */
  readonly languages: readonly string[]
  readonly schedule: Schedule | null
  readonly startsAt: Iso | null
  readonly endsAt: Iso | null
  readonly status: CampaignStatus
  /** Days that its threads are kept; null: for ever. */
  readonly retentionDays: number | null
  readonly lastRun: RunSummary | null
  readonly nextRunAt: Iso | null
  readonly revision: number
  readonly createdAt: Iso
  readonly updatedAt: Iso
}

/** Active ones first, then paused, then completed; the newest first among each. */
export interface CampaignPage extends Page<Campaign> {
  /** How many fit in all. */
  readonly total: number
  /** The same by status, whichever status was asked for. */
  readonly byStatus: Readonly<Record<CampaignStatus, number>>
}

/** A row of Campaign Analytics: read in that campaign's own scope, never added to another's. */
export interface CampaignRow extends Campaign {
  /** IANA name: its days are days of this zone. */
  readonly dayZone: string
  readonly threads: number
  readonly previousThreads: number
  readonly positivity: number | null
  /** Threads a day over the range, oldest first; null on days that nobody collected. */
  readonly series: readonly (number | null)[]
}

export interface CampaignAnalytics {
  readonly brandId: BrandId
  readonly range: DayRange
  /** Of all that the caller sees, whatever was looked for. */
  readonly totals: { readonly total: number; readonly active: number; readonly paused: number; readonly completed: number }
  /** A page of them, as `campaigns.list` orders them. */
  readonly campaigns: readonly CampaignRow[]
  readonly nextCursor: string | null
  readonly insights: readonly { readonly campaignId: CampaignId; readonly sentence: AdvisedSentence }[]
  readonly asOf: Iso
}
