import type { HeldBack, HeldBackReason } from './held-back.ts'
import { heldBackDays, surelySpam } from './held-back.ts'
import type { ThreadId } from './ids.ts'
import type { Match } from './post.ts'
import { createListener, type Listening } from './query/listening.ts'
import { printQuery } from './query/print.ts'
import type { Searched } from './query/searched.ts'
import type { Run } from './views/run.ts'
import type { Iso } from './views/time.ts'

/** A thread as far as it matters why it is here. */
export interface StoredWhy {
  readonly threadId: ThreadId
  readonly title: string
  readonly collectedAt: Iso
  readonly source: string
  /** The rule that kept it then, and where its terms stand. */
  readonly ruleVersion: number
  readonly matches: readonly Match[]
  /** Its place says that a program wrote it. */
  readonly byBot: boolean
  /** How much it looks like an advertisement, and by what. */
  readonly spam: { readonly score: number; readonly signs: readonly string[] } | null
}
/** What the scope's rule says of a text as it is now. */
export interface RuleVerdict {
  readonly kept: boolean
  readonly reason: HeldBackReason | null
  /** Of what is kept the terms, of what is excluded the exclusions. */
  readonly matches: readonly Match[]
  /** The part of the rule that holds, as a query. */
  readonly branch: string | null
}
/** Why a post is a thread of a scope, or is not. Nothing of any other scope decides. */
export interface WhyAnswer {
  readonly state: 'stored' | 'held_back' | 'not_here'
  readonly stored: StoredWhy | null
  readonly heldBack: HeldBack | null
  /** Null where no text is known. */
  readonly now: RuleVerdict | null
  /** All of it in words. */
  readonly words: string
}

/** What a scope's rule of now says of a text. A text that was pasted is of no community: `anywhere` asks for the words alone. */
export function judge(rule: Listening, text: Searched & { readonly community: string }, { anywhere = false } = {}): RuleVerdict {
  const heard = createListener(anywhere ? { ...rule, communities: [] } : rule)(text)
  if (heard.kept) return { kept: true, reason: null, matches: heard.matches, branch: printQuery(heard.branch) }
  return { kept: false, reason: heard.reason, matches: heard.reason === 'excluded' ? heard.matches : [], branch: null }
}

const listed = (matches: readonly Match[]): string =>
  [...new Set(matches.map(({ term, field }) => `"${term}" in its ${field === 'title' ? 'title' : 'text'}`))].join(', ')

function wordsOfVerdict({ kept, reason, matches, branch }: RuleVerdict): string {
  if (kept) return matches.length > 0 ? `it matches: ${listed(matches)}` : `it matches by ${branch ?? 'the rule'}`
  switch (reason) {
    case 'excluded':
      return `it matches, and an exclusion keeps it out: ${listed(matches) || 'see the rule'}`
    case 'other_community':
      return 'it is in none of the communities that this campaign listens to'
    case 'language':
      return 'it matches, and is in a language that this campaign does not listen to'
    case 'spam':
      return 'it matches, and looks like an advertisement'
    case 'duplicate':
      return 'it matches, and says the same as a thread'
    default:
      return 'nothing that is listened for stands in it'
  }
}

const besides = ({ byBot, spam }: StoredWhy): string => {
  const signs =
    spam === null || spam.signs.length === 0
      ? ''
      : ` Signs of an advertisement: ${spam.signs.join(', ')} (${(Math.floor(spam.score * 100) / 100).toFixed(2)}, held back from ${surelySpam}).`
  return `${byBot ? ' Its place says that a bot posted it.' : ''}${signs}`
}

const detailOf = ({ detail, copyOf }: HeldBack): string => {
  if (copyOf === null) return detail === null ? '' : ` (${detail})`
  const alike = copyOf.likeness === 1 ? 'word for word' : `${Math.floor(copyOf.likeness * 100)} % alike`
  return ` that is here${copyOf.title === '' ? '' : `, "${copyOf.title}"`} (${alike}): it is one of its copies, and counts as none itself`
}

/** The answer in words. `lastRun`: what its sources came to says why something may not have been fetched. */
export function wordsOfWhy({ state, stored, heldBack, now }: Omit<WhyAnswer, 'words'>, lastRun: Run | null): string {
  const today = now === null ? '' : ` By the rule of now ${wordsOfVerdict(now)}.`
  if (state === 'stored' && stored !== null)
    return `It is a thread here, collected ${stored.collectedAt.slice(0, 10)} from ${stored.source}${stored.matches.length > 0 ? ` for ${listed(stored.matches)}` : ''}.${besides(stored)}${today}`
  if (state === 'held_back' && heldBack !== null) {
    const then = `${wordsOfVerdict({ kept: false, reason: heldBack.reason, matches: heldBack.matches, branch: null })}${detailOf(heldBack)}`
    const since =
      heldBack.reason === 'spam' || heldBack.reason === 'duplicate'
        ? ''
        : now?.kept === true
          ? `${today} The next run that fetches it keeps it.`
          : now?.reason === heldBack.reason
            ? ' The rule of now says the same.'
            : today
    return `It was fetched from ${heldBack.source} and held back on ${heldBack.heldAt.slice(0, 10)}: ${then}.${since}`
  }
  const failed = lastRun?.sources.filter(({ status }) => status === 'failed' || status === 'partial') ?? []
  const faults =
    failed.length === 0
      ? ''
      : ` In the last run ${failed.map(({ source, lastError }) => `${source} gave less than asked (${lastError ?? 'it failed'})`).join('; ')}.`
  return `It is not here: no run of this scope fetched it, or it was held back more than ${heldBackDays} days ago, or beyond what is kept of what was held back.${faults}${today}`
}
