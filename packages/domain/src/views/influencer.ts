import type { InfluencerId } from '../ids.ts'

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
