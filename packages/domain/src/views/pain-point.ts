import type { CommunityId, PainPointId } from '../ids.ts'
import type { Day } from './time.ts'

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
  readonly firstSeen: Day
  readonly lastSeen: Day
}

/** What users said of a pain point. */
export interface PainPointChoice {
  readonly id: PainPointId
  /** What the analysis calls it. */
  readonly keyword: string
  /** What it is shown as; null: its keyword. */
  readonly name: string | null
  /** A model gave the name, in words of the posts alone; a user's choice is above it. */
  readonly namedByModel: boolean
  readonly hidden: boolean
  /** The one it counts for, because a user said so, or because the posts say the same in other words. */
  readonly mergedInto: { readonly id: PainPointId; readonly keyword: string; readonly byUser: boolean } | null
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
