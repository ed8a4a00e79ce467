import type { ThreadId } from '../ids.ts'
import type { Match } from '../post.ts'
import type { Iso } from './time.ts'

export interface PreviewSample {
  /** Null: no thread, but a post that was held back, or one that is not stored at all. */
  readonly threadId: ThreadId | null
  readonly title: string
  /** Its first 2,000 characters. */
  readonly body: string
  readonly url: string
  readonly community: string
  readonly publishedAt: Iso
  /** Where its terms stand in what is shown here; empty where it would be left out. */
  readonly matches: readonly Match[]
  /** The part of the rule that holds, as a query; null where it would be left out. */
  readonly branch: string | null
  readonly leftOut: 'no_match' | 'excluded' | 'other_community' | 'language' | null
}

/** What a page of a source's newest posts holds for the rule, asked for now; nothing of it is stored. */
export interface LiveAnswer {
  readonly source: string
  /** Posts on the page; null: there was no answer, for the reason in `refused`. 0 is an answer. */
  readonly fetched: number | null
  readonly matching: number | null
  readonly refused: string | null
  /** Of those that match at most five, the newest first. */
  readonly samples: readonly PreviewSample[]
}

/** What a rule would keep of the posts that its own campaign has stored or held back. Null where there are none: that is not the same as nothing that matches. */
export interface CampaignPreview {
  readonly stored: number
  /** The newest of them, at most 20,000, or as many as ten seconds are enough for. */
  readonly tried: number
  /** Posts that its runs fetched and did not keep, and how many of them were tried. */
  readonly heldBack: number
  readonly triedHeldBack: number
  readonly count: number | null
  /** Kept by the edit and not by the rule as it is saved, of what is stored and held back alone. */
  readonly gained: number | null
  readonly lost: number | null
  /** At most ten of each, the newest first. */
  readonly samples: readonly PreviewSample[]
  readonly gainedSamples: readonly PreviewSample[]
  readonly lostSamples: readonly PreviewSample[]
  /** One for each source, where it was asked for; else null. */
  readonly live: readonly LiveAnswer[] | null
  /** In words, what the numbers do not cover. */
  readonly note: string
}
