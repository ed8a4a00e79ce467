import type { InfluenceLevel, Stance } from '../views/index.ts'
import { byText } from './top-growing.ts'

/** Of one author in the window (metrics.md, Influencers). Null: not known (no scores, never speaks of the brand). */
export interface InfluenceInputs {
  readonly posts: number
  /** Comments received on all posts. */
  readonly comments: number
  /** Comments received per post. */
  readonly meanComments: number
  readonly meanScore: number | null
  /** Distinct communities. */
  readonly communities: number
  /** Posts that name the brand. */
  readonly mentions: number
  /** `mentions / posts`. */
  readonly mentionRate: number
  /** Mean s towards the brand, −1 to 1. */
  readonly sentiment: number | null
  /** Largest echo score among the author's communities, 0 to 10. */
  readonly echo: number
}

/**
 * A term is worth `weight × min(1, max(0, input + offset) / full)` points, and nothing where the input is null: what is not known is
 * not guessed. `offset` is 1 for the one input that may be below 0 by nature, sentiment: (s + 1)/2. A table, so that the same
 * numbers come out of TypeScript and of SQL written from it.
 */
export interface InfluenceTerm {
  readonly weight: number
  readonly input: keyof InfluenceInputs
  readonly offset: number
  readonly full: number
}
export type InfluencePart = 'reach' | 'authority' | 'advocacy' | 'relevance'

const term = (weight: number, input: keyof InfluenceInputs, full: number): InfluenceTerm => ({ weight, input, offset: 0, full })
export const influenceParts: Readonly<Record<InfluencePart, readonly InfluenceTerm[]>> = {
  reach: [term(50, 'posts', 10), term(30, 'comments', 20), term(20, 'communities', 3)],
  authority: [term(30, 'posts', 5), term(40, 'meanScore', 10), term(30, 'meanComments', 5)],
  advocacy: [term(70, 'mentionRate', 0.5), { ...term(30, 'sentiment', 2), offset: 1 }],
  relevance: [term(40, 'mentions', 3), term(30, 'posts', 10), term(30, 'echo', 10)],
}
/** Share of each part in the whole; they add up to 1. */
export const influenceWeights: Readonly<Record<InfluencePart, number>> = { reach: 0.3, authority: 0.3, advocacy: 0.2, relevance: 0.2 }

export type Influence = Readonly<Record<InfluencePart | 'influence', number>>

/** The four parts and the whole, each 0 to 100 at full precision; they are rounded where they are shown. */
export function influence(inputs: InfluenceInputs): Influence {
  const points = ({ weight, input, offset, full }: InfluenceTerm): number => {
    const value = inputs[input]
    return value === null ? 0 : weight * Math.min(1, Math.max(0, value + offset) / full)
  }
  const part = (name: InfluencePart): number => influenceParts[name].reduce((sum, each) => sum + points(each), 0)
  const parts = { reach: part('reach'), authority: part('authority'), advocacy: part('advocacy'), relevance: part('relevance') }
  const weighted = (name: InfluencePart): number => influenceWeights[name] * parts[name]
  return { ...parts, influence: weighted('reach') + weighted('authority') + weighted('advocacy') + weighted('relevance') }
}

export const influenceFloor = { high: 75, medium: 50 } as const

/** Decided at full precision. */
export const influenceLevel = (value: number): InfluenceLevel => (value >= influenceFloor.high ? 'high' : value >= influenceFloor.medium ? 'medium' : 'low')

/** Only a voice of high influence takes a stance: advocate above +0.3, critic below −0.3. */
export const stance = (value: number, sentiment: number | null): Stance => {
  if (influenceLevel(value) !== 'high' || sentiment === null) return null
  return sentiment > 0.3 ? 'advocate' : sentiment < -0.3 ? 'critic' : null
}

/** Order of the pulse: influence, engagement, name. */
export const byInfluence = <Row extends { readonly influence: number; readonly engagement: number; readonly username: string }>(a: Row, b: Row): number =>
  b.influence - a.influence || b.engagement - a.engagement || byText(a.username, b.username)
