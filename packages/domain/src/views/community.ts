import type { CommunityId } from '../ids.ts'

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
