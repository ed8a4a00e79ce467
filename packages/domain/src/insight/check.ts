import { type Claim, recount } from './claim.ts'
import { claimText } from './claim-text.ts'
import type { SentenceInput } from './rule.ts'

/** A sentence as its writer hands it in: words, and claims between them. */
export type Part = string | Claim

export interface Recounting {
  /** The scope's metrics, read again. */
  readonly facts: SentenceInput
  /** Title and body of a thread of the scope; null for any other id. */
  readonly textOf: (threadId: string) => string | null
}
/** Why a claim was struck out; null: it holds. */
export type Verdict = { readonly claim: Claim; readonly fault: null } | { readonly claim: Claim; readonly fault: 'differs' | 'unknown' | 'not_in_thread' }
export interface Checked {
  readonly verdicts: readonly Verdict[]
  /** Words between the claims that state a number, a date, a name or a quote by themselves. */
  readonly bare: readonly string[]
  /** It speaks of two pain points, communities, voices, days or hours: one's number could stand beside the other's name. */
  readonly mixed: boolean
  /** Every claim holds, there is one, and nothing is stated beside them. */
  readonly holds: boolean
}

/** Words that are numbers. A sentence states them through a claim or not at all. */
const numberWords =
  /\p{N}|%|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|twice|thrice|double[ds]?|triple[ds]?|half|halves|halved|quarter|percent|majority|most|all|nobody|everyone|every|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iu
const quoteMarks = /["“”„«»‹›「」『』]|(?<!\p{L})['‘’]|['‘’](?!\p{L})/u

/** Handles, places, addresses; and a capital that begins no sentence. */
const names = /[@#/\\_]|\p{L}\.\p{L}|(?<![.!?:]\s+|^\s*)(?<![\p{L}\p{M}])\p{Lu}|\p{L}\p{Lu}/u

/** Whether words may stand between claims: they state nothing that could be counted or looked up, and name nobody. `begins`: nothing stands before them. */
export const isBare = (words: string, begins = false): boolean =>
  !numberWords.test(words) && !quoteMarks.test(words) && !names.test(begins ? words : `x${words}`)
/** The words of a sentence that may not stand there. */
export const stating = (parts: readonly Part[]): string[] => parts.flatMap((part, at) => (typeof part === 'string' && !isBare(part, at === 0) ? [part] : []))

/**
 * Counts each number of a sentence again and looks for each quote in its thread (metrics.md, Insights). A claim holds where what it says is, letter for
 * letter, what is counted or stands there now.
 */
export function checkParts(parts: readonly Part[], recounting: Recounting): Checked {
  const verdicts = parts.flatMap((part) => (typeof part === 'string' ? [] : [judge(part, recounting)]))
  const bare = stating(parts)
  const mixed = isMixed(verdicts.map(({ claim }) => claim))
  return { verdicts, bare, mixed, holds: verdicts.length > 0 && bare.length === 0 && !mixed && verdicts.every(({ fault }) => fault === null) }
}

const subjects = new Set(['painPoint', 'community', 'voice', 'trend', 'spike', 'silence'])

/** The pain point, community, voice, day or hour that a claim is about; null: about none. */
export function subjectOf(claim: Claim): { readonly noun: string; readonly of: string } | null {
  const noun = 'quote' in claim ? '' : (claim.metric.split('.')[0] ?? '')
  return 'quote' in claim || !subjects.has(noun) ? null : { noun, of: claim.of }
}

function isMixed(claims: readonly Claim[]): boolean {
  const about = new Map<string, string>()
  return claims.some((claim) => {
    const subject = subjectOf(claim)
    if (subject === null) return false
    const other = about.get(subject.noun)
    about.set(subject.noun, subject.of)
    return other !== undefined && other !== subject.of
  })
}

function judge(claim: Claim, { facts, textOf }: Recounting): Verdict {
  if ('quote' in claim) {
    const text = textOf(claim.threadId)
    if (text === null) return { claim, fault: 'unknown' }
    return { claim, fault: text.includes(claim.quote) ? null : 'not_in_thread' }
  }
  const value = recount(facts, claim.metric, claim.of)
  if (value === null) return { claim, fault: 'unknown' }
  return { claim, fault: value === claim.value ? null : 'differs' }
}

/** The sentence as it is read. */
export const textOfParts = (parts: readonly Part[]): string => parts.map((part) => (typeof part === 'string' ? part : claimText(part))).join('')
