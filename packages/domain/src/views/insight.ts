import type { InsightRunId, ThreadId } from '../ids.ts'
import type { Verdict } from '../insight/check.ts'
import type { KeySentence, Priority } from './sentence.ts'
import type { DayRange, Iso } from './time.ts'

export type InsightWriter = 'rules' | 'ai'

/** An insight as it is kept; of a custom campaign with what to do about it, and how soon. */
export interface Insight extends KeySentence {
  readonly recommendation: string | null
  readonly priority: Priority | null
}

/** One writing of a scope's insights: who wrote them, from what, and what did not hold. */
export interface InsightRun {
  readonly id: InsightRunId
  readonly writtenAt: Iso
  readonly range: DayRange
  /** IANA name of the zone whose days it speaks of. */
  readonly timeZone: string
  readonly writer: InsightWriter
  /** Why the rules wrote although a model was asked; null: it was not, or it wrote. */
  readonly fellBack: string | null
  readonly model: string | null
  readonly parameters: Readonly<Record<string, unknown>>
  /** SHA-256 of the prompt, and of the metrics, in hexadecimal. */
  readonly promptHash: string | null
  readonly factsHash: string
  /** Threads whose texts the writer read, each with the SHA-256 of its text then. */
  readonly inputs: readonly { readonly threadId: ThreadId; readonly hash: string }[]
  readonly insights: readonly Insight[]
  /** Claims that did not hold when they were counted again, and are shown nowhere. */
  readonly struck: readonly Verdict[]
  readonly withheld: readonly string[]
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
}

/** The newest run, and which of its claims do not hold any more: evidence was deleted, corrected or came in since. */
export interface CurrentInsights {
  readonly run: InsightRun
  /** Claims of each insight that differ from what is counted now; an insight with one is stale. */
  readonly stale: readonly { readonly insight: number; readonly differing: number; readonly claims: number }[]
}
