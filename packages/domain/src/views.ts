/**
 * What the API answers, exactly as scripts rely on it. Dates are ISO 8601 strings (the wire has no transformer). Fields may be added,
 * never renamed.
 */
import type { BrandId, CampaignId, CommunityId, InfluencerId, PainPointId, RunId, ThreadId } from './ids.ts'
import type { Match, PostField } from './post.ts'
import type { SentimentLabel } from './analysis.ts'
import type { ScopeRequest } from './scope.ts'

export type Iso = string

export type KpiId = 'threads' | 'highEchoCommunities' | 'growingPainPoints' | 'positivity' | 'aiCost'
export interface Kpi {
  readonly id: KpiId
  readonly value: number | null
  readonly previous: number | null
  /** Percent for counts and money (null when previous is 0: shown as "new"), points for positivity. */
  readonly change: number | null
  readonly unit: 'count' | 'points' | 'percent' | 'usd'
  readonly n: number
  /** What `n` counts: threads, communities, pain points, calls. */
  readonly nOf: string
  readonly definition: string
  readonly version: number
  readonly partial: boolean
  /** One value a day of the range, oldest first; null where the day has none. */
  readonly series: readonly (number | null)[]
  /** `positivity` alone: share of neutral threads in the window, 0 to 1. */
  readonly neutralShare?: number | null
}

export interface PainPoint {
  readonly id: PainPointId
  readonly keyword: string
  readonly mentions: number
  readonly previous: number
  readonly growth: number | null
  readonly isNew: boolean
  /** Exact 95 % interval of cur/prev; `high` null is unbounded. */
  readonly ratio: { readonly low: number; readonly high: number | null }
  readonly significant: boolean
  /** Mean s of its threads, −1 to 1. */
  readonly sentiment: number | null
  readonly communities: number
  readonly firstSeen: Iso
  readonly lastSeen: Iso
}

export interface Community {
  readonly id: CommunityId
  readonly rank: number
  readonly name: string
  readonly platform: string
  readonly url: string
  readonly members: number | null
  readonly echoScore: number
  readonly echoChange: number | null
  /** The three parts of the score, which add up to it before rounding. */
  readonly echoParts: { readonly threads: number; readonly painPoints: number; readonly engagement: number }
  readonly threads: number
  readonly engagement: number
  readonly sentiment: number | null
  readonly keyVoice: { readonly username: string; readonly url: string; readonly threads: number; readonly engagement: number } | null
}

export type InfluenceLevel = 'high' | 'medium' | 'low'
export type Stance = 'advocate' | 'critic' | null
export interface Influencer {
  readonly id: InfluencerId
  readonly username: string
  readonly platform: string
  readonly url: string
  readonly posts: number
  readonly engagement: number
  readonly communities: readonly string[]
  readonly sentiment: number | null
  readonly reach: number
  readonly authority: number
  readonly advocacy: number
  readonly relevance: number
  readonly influence: number
  readonly level: InfluenceLevel
  readonly stance: Stance
}

export interface HeatmapCell {
  readonly communityId: CommunityId
  readonly painPointId: PainPointId
  readonly mentions: number
  readonly previous: number
  readonly growth: number | null
  readonly sentiment: number | null
  readonly heatLevel: 0 | 1 | 2 | 3 | 4 | 5
}
export interface Heatmap {
  readonly communities: readonly { readonly id: CommunityId; readonly name: string; readonly platform: string }[]
  readonly painPoints: readonly { readonly id: PainPointId; readonly keyword: string }[]
  readonly cells: readonly HeatmapCell[]
}

export type Bucket = 'day' | 'week' | 'month'
export interface TrendPoint {
  readonly start: Iso
  readonly threads: number
  readonly engagement: number
  readonly positivity: number | null
  readonly partial: boolean
}
export interface Trend {
  readonly bucket: Bucket
  readonly points: readonly TrendPoint[]
  readonly painPoints: readonly { readonly id: PainPointId; readonly keyword: string; readonly mentions: readonly number[] }[]
}

/** A stretch of time in which a source of the scope was asked and gave nothing, or not all. */
export interface CoverageGap {
  readonly source: string
  readonly from: Iso
  readonly to: Iso
  readonly reason: string
}
export interface Coverage {
  readonly sources: readonly { readonly source: string; readonly coveredHours: number; readonly failedHours: number; readonly lastSuccess: Iso | null }[]
  readonly gaps: readonly CoverageGap[]
  readonly partialDays: readonly string[]
}

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

export interface Dashboard {
  readonly scope: ScopeRequest
  readonly range: { readonly from: Iso; readonly to: Iso }
  readonly previous: { readonly from: Iso; readonly to: Iso }
  readonly kpis: readonly Kpi[]
  readonly insights: KeySentences
  readonly painPoints: readonly PainPoint[]
  readonly communities: readonly Community[]
  readonly influencers: readonly Influencer[]
  readonly heatmap: Heatmap
  readonly trend: Trend
  readonly coverage: Coverage
  /** Totals behind "8 of 28". */
  readonly totals: { readonly communities: number; readonly painPoints: number; readonly influencers: number }
  /** First and last UTC day that has a thread; null for an empty scope. An archive may lie wholly outside the range. */
  readonly span: { readonly first: string; readonly last: string } | null
  readonly asOf: Iso
}

export type Triage = 'new' | 'open' | 'done' | 'ignored'
export interface Thread {
  readonly id: ThreadId
  readonly externalId: string
  readonly source: string
  readonly url: string
  readonly title: string
  readonly body: string
  readonly community: { readonly id: CommunityId; readonly name: string; readonly platform: string }
  readonly author: string | null
  readonly publishedAt: Iso
  readonly collectedAt: Iso
  readonly score: number | null
  readonly comments: number
  readonly language: string
  readonly sentiment: number
  readonly sentimentLabel: SentimentLabel
  /** The user's correction, apart from the model's value; null where there is none. `sentiment` is already the corrected one. */
  readonly sentimentCorrection: number | null
  readonly modelSentiment: number
  readonly status: Triage
  readonly assignee: string | null
  readonly note: string
  /** Counts up at each edit; send it back with an edit, and a later editor gets `edited_meanwhile` instead of overwriting. */
  readonly revision: number
  readonly matches: readonly Match[]
  readonly painPoints: readonly {
    readonly id: PainPointId
    readonly keyword: string
    readonly field: PostField
    readonly start: number
    readonly end: number
  }[]
}
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}
export interface ThreadPage extends Page<Thread> {
  /** How many threads the filter has in all, so that a number and its list can be compared. */
  readonly total: number
}

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'skipped' | 'cancelled'
export interface RunSource {
  readonly source: string
  readonly status: 'queued' | 'running' | 'waiting' | 'succeeded' | 'partial' | 'failed'
  readonly fetched: number
  readonly matched: number
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  /** Fetched and not kept, by reason: `no_match`, `excluded`, `other_community`, `outside_window`, `observation_of_unknown` … */
  readonly leftOut: Readonly<Record<string, number>>
  readonly errors: number
  readonly lastError: string | null
  readonly waitingUntil: Iso | null
  readonly progress: { readonly done: number; readonly total: number | null } | null
}
export interface Run {
  readonly id: RunId
  readonly status: RunStatus
  /** `no_automatic_campaign`, `campaign_paused` … for skipped; words for failed. */
  readonly reason: string | null
  readonly trigger: 'schedule' | 'manual' | 'import'
  readonly mode: 'incremental' | 'backfill' | 'archive'
  readonly requestedAt: Iso
  readonly startedAt: Iso | null
  readonly finishedAt: Iso | null
  readonly attempts: number
  readonly fetched: number
  readonly matched: number
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  readonly errors: number
  readonly sources: readonly RunSource[]
  /** First of the unreadable items, at most 100; `errors` counts all. */
  readonly faults: readonly { readonly source: string; readonly place: string; readonly reason: string }[]
}

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
  readonly automaticCampaignId: CampaignId
  readonly lastRun: RunSummary | null
  readonly nextRunAt: Iso | null
  readonly revision: number
  readonly createdAt: Iso
  readonly updatedAt: Iso
}
export interface RunSummary {
  readonly id: RunId
  readonly status: RunStatus
  readonly finishedAt: Iso | null
}

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
  readonly sources: readonly string[]
  readonly communities: readonly string[]
  readonly schedule: Schedule | null
  readonly startsAt: Iso | null
  readonly endsAt: Iso | null
  readonly status: CampaignStatus
  readonly lastRun: RunSummary | null
  readonly nextRunAt: Iso | null
  readonly revision: number
  readonly createdAt: Iso
  readonly updatedAt: Iso
}

/** A row of Campaign Analytics: read in that campaign's own scope, never added to another's. */
export interface CampaignRow extends Campaign {
  readonly threads: number
  readonly previousThreads: number
  readonly positivity: number | null
  /** Threads a day over the range, oldest first. */
  readonly series: readonly number[]
}
export interface CampaignAnalytics {
  readonly brandId: BrandId
  readonly range: { readonly from: Iso; readonly to: Iso }
  readonly totals: { readonly total: number; readonly active: number; readonly paused: number; readonly completed: number }
  readonly campaigns: readonly CampaignRow[]
  readonly insights: readonly { readonly campaignId: CampaignId; readonly sentence: KeySentence }[]
  readonly asOf: Iso
}

export interface Viewer {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly role: Role
  readonly via: 'session' | 'key'
  /** Set where the key is bound to one scope. */
  readonly boundTo: ScopeRequest | null
}
export type Role = 'owner' | 'editor' | 'viewer'
