import type { SentimentLabel } from '../analysis.ts'
import type { Entity } from '../entities.ts'
import type { CommunityId, PainPointId, ThreadId } from '../ids.ts'
import type { Match, PostField } from '../post.ts'
import type { Day, InZone, Iso } from './time.ts'

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
  /** The place itself says that a program posts under this name. */
  readonly byBot: boolean
  /** How much it looks like an advertisement, 0 … 1, and by what; null where it was read before that was asked. */
  readonly spam: { readonly score: number; readonly signs: readonly string[] } | null
  /** Set where the post was deleted at its source: texts, author and address are blanked, figures stay. */
  readonly gone: 'deleted' | 'removed' | null
  readonly publishedAt: Iso
  /** The day it counts for, in the zone of its scope's days. */
  readonly day: Day
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
  /** What it names of the brand's own lists. */
  readonly entities: readonly Entity[]
  readonly painPoints: readonly {
    readonly id: PainPointId
    readonly keyword: string
    readonly field: PostField
    readonly start: number
    readonly end: number
  }[]
  readonly copies: ThreadCopies
}

/** Posts of the scope that say the same: they are this thread, and counted nowhere. */
export interface ThreadCopies {
  readonly count: number
  /** The first twenty, by publication. */
  readonly places: readonly ThreadCopy[]
}

export interface ThreadCopy {
  readonly platform: string
  readonly externalId: string
  readonly community: string
  readonly author: string | null
  readonly url: string
  readonly publishedAt: Iso
  /** How much of the two texts both hold, 0.75 … 1. */
  readonly likeness: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

export interface ThreadPage extends Page<Thread>, InZone {
  /** How many threads the filter has in all, so that a number and its list can be compared. */
  readonly total: number
  /** The same filter by status, whichever status it asks for itself. */
  readonly byStatus: Readonly<Record<Triage, number>>
}
