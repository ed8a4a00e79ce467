import type { Match, PostField } from '../post.ts'
import { compileTerm, isAscii, type Term, word } from './term.ts'

/** Stored with each thread: which rule decided that it is here. Raised when the rule changes. */
export const RULE_VERSION = 1

/** At most so many spans are kept of one post; more say nothing new about why it is here. */
const mostSpans = 100

export interface KeywordRule {
  readonly keywords: readonly string[]
  readonly exclusions: readonly string[]
}
export type KeywordDecision = { readonly kept: true; readonly matches: readonly Match[] } | { readonly kept: false; readonly reason: 'no_match' | 'excluded' }
export interface KeywordMatcher {
  decide(post: { readonly title: string; readonly body: string }): KeywordDecision
}

/**
 * A term matches in title or body, ignoring case (Unicode's simple case folding), where no letter, digit or underscore stands directly before
 * or after it; `*` stands for the rest of a word. Everything else in a term is literal (`C++`, `.NET`, `don't`); white space matches any run
 * of it, and the two apostrophes are one. Scripts written without spaces (Han, Kana, Thai …) have no word edge, so a term that begins or ends in
 * one needs none there, unless a `*` stands before its end. One exclusion that matches keeps the post out. Spans count UTF-16 units of the text
 * as given, in order of field, place and term; of one term they do not overlap.
 */
export function createKeywordMatcher({ keywords, exclusions }: KeywordRule): KeywordMatcher {
  const wanted = keywords.map(compileTerm)
  const unwanted = exclusions.map(compileTerm)
  return {
    decide({ title, body }) {
      const fields: readonly Field[] = [fieldOf('title', title), fieldOf('body', body)]
      const matches = fields.flatMap((field) => wanted.flatMap((term) => spansOf(term, field, mostSpans)))
      if (matches.length === 0) return { kept: false, reason: 'no_match' }
      if (fields.some((field) => unwanted.some((term) => spansOf(term, field, 1).length > 0))) return { kept: false, reason: 'excluded' }
      matches.sort((a, b) => (a.field === b.field ? a.start - b.start || a.end - b.end : a.field === 'title' ? -1 : 1))
      return { kept: true, matches: matches.slice(0, mostSpans) }
    },
  }
}

/** True where any of the terms stands in the text, by the same rule. */
export function createMentionTest(terms: readonly string[]): (text: string) => boolean {
  const compiled = terms.map(compileTerm)
  return (text) => {
    const field = fieldOf('body', text)
    return compiled.some((term) => spansOf(term, field, 1).length > 0)
  }
}

interface Field {
  readonly name: PostField
  readonly text: string
  readonly ascii: boolean
  /** In lower case, to look for a term's literal before the slower pattern; null where lower case and case folding part ways. */
  readonly lower: string | null
}

const fieldOf = (name: PostField, text: string): Field => {
  const ascii = isAscii(text)
  // `ſ` folds to s, and its lower case is itself: the one such character among those that fold to ASCII.
  return { name, text, ascii, lower: ascii || !text.includes('ſ') ? text.toLowerCase() : null }
}

const wordBefore = new RegExp(`${word}$`, 'u')
const wordRun = new RegExp(`${word}*`, 'uy')

function spansOf(term: Term, { name, text, ascii, lower }: Field, most: number): Match[] {
  if ((ascii && term.needsMoreThanAscii) || lower?.includes(term.literal) === false) return []
  const found: Match[] = []
  term.pattern.lastIndex = 0
  for (let match = term.pattern.exec(text); match !== null && found.length < most; match = term.pattern.exec(text)) {
    const start = match.index
    const end = start + match[0].length
    if (end === start) {
      term.pattern.lastIndex = nextCharacter(text, start)
    } else if (term.startsAtEdge && wordBefore.test(text.slice(Math.max(0, start - 2), start))) {
      term.pattern.lastIndex = term.startsWithWord ? endOfWord(text, start) : nextCharacter(text, start)
    } else {
      found.push({ term: term.text, field: name, start, end })
    }
  }
  return found
}

/** A search that began inside a surrogate pair would step back to where it was, for ever. */
const nextCharacter = (text: string, at: number): number => at + ((text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1)

/** Inside a word no other match of the term can begin, so the rest of it is passed over in one step: long runs stay linear. */
function endOfWord(text: string, at: number): number {
  wordRun.lastIndex = at
  const run = wordRun.exec(text)?.[0].length ?? 0
  return run > 0 ? at + run : nextCharacter(text, at)
}
