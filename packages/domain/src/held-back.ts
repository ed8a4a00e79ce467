import type { HeldBackId, ThreadId } from './ids.ts'
import type { Match, Post } from './post.ts'
import type { Iso } from './views/time.ts'

/** Why a scope did not keep a post that was fetched for it. */
export const heldBackReasons = ['no_match', 'excluded', 'other_community', 'language', 'spam', 'duplicate'] as const
export type HeldBackReason = (typeof heldBackReasons)[number]

/** Of 28,639 real posts of twelve subreddits one is above it, of 4,827 messages that are none none; what is not sure stays. */
export const surelySpam = 0.7

/** So long it can be looked at; copies stay as long as their thread does. */
export const heldBackDays = 30
/** Of each scope the newest, and all copies; how many there were is with their run. */
export const mostHeldBack = 20_000

/** A post that a scout fetched and the scope's rule did not keep. */
export interface HeldPost {
  readonly post: Post
  /** Which posts are copies, the store finds. */
  readonly reason: Exclude<HeldBackReason, 'duplicate'>
  /** Of `excluded`: where the exclusions stand. */
  readonly matches: readonly Match[]
  readonly language: string
  /** Of `language` which one it is, of `spam` its signs. */
  readonly detail: string | null
  readonly ruleVersion: number
}

export interface HeldBack {
  readonly id: HeldBackId
  readonly platform: string
  readonly source: string
  readonly url: string
  readonly title: string
  /** Its first 8,000 characters. */
  readonly body: string
  readonly author: string | null
  readonly community: string
  readonly publishedAt: Iso
  readonly heldAt: Iso
  readonly reason: HeldBackReason
  readonly matches: readonly Match[]
  readonly detail: string | null
  /** Of `duplicate`: the thread it copies. */
  readonly copyOf: CopiedThread | null
  readonly ruleVersion: number
}

export interface CopiedThread {
  readonly threadId: ThreadId
  readonly title: string
  /** How much of the two texts both hold, 0.75 … 1. */
  readonly likeness: number
}

export interface HeldBackPage {
  readonly items: readonly HeldBack[]
  readonly nextCursor: string | null
  /** Of all that can be looked at, whatever the page is filtered by. */
  readonly counts: Readonly<Record<HeldBackReason, number>>
}
