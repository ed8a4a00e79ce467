import type { Match } from '../post.ts'
import { joined, type QueryNode, type TermNode } from './ast.ts'
import { createMatcher } from './matcher.ts'
import { parseQuery } from './parse.ts'
import type { Searched } from './searched.ts'

/** Stored with each thread: which rule decided that it is here. Raised when the rule changes. */
export const RULE_VERSION = 2

/** A rule as users write it. */
export interface RuleText {
  readonly keywords: readonly string[]
  readonly exclusions: readonly string[]
  readonly query?: string | null
}

/** What a scope listens for. */
export interface Rule {
  readonly wanted: QueryNode
  /** What keeps a post out that is wanted otherwise. */
  readonly unwanted: QueryNode
}
export type Decision =
  | { readonly kept: true; readonly matches: readonly Match[]; readonly branch: QueryNode }
  | { readonly kept: false; readonly reason: 'no_match' }
  /** `matches`: where the exclusions stand. */
  | { readonly kept: false; readonly reason: 'excluded'; readonly matches: readonly Match[] }

/** A keyword as a term of a query: only `*` is a sign in it, and its matches are shown under the name it was written with. */
export const keywordTerm = (keyword: string): TermNode => ({
  kind: 'term',
  field: 'text',
  style: 'spelt',
  parts: keyword.trim().replaceAll(/\*+/g, '*').split('*'),
  label: keyword,
})

/**
 * One of the keywords, or the query in their place, and none of the exclusions.
 * @throws DomainError `invalid_query`
 */
export const ruleOf = ({ keywords, exclusions, query = null }: RuleText): Rule => ({
  wanted: query === null ? anyOf(keywords) : parseQuery(query),
  unwanted: anyOf(exclusions),
})
export const anyOf = (keywords: readonly string[]): QueryNode => joined('or', keywords.map(keywordTerm))

/** Decides of posts, one at a time. Spans count UTF-16 units of the text as given; of one term they do not overlap. */
export function createRuleMatcher({ wanted, unwanted }: Rule): (post: Searched) => Decision {
  const matcher = createMatcher([wanted, unwanted])
  return (post) => {
    const { holding, why } = matcher.read(post)
    if (!holding.includes(0)) return { kept: false, reason: 'no_match' }
    return holding.includes(1) ? { kept: false, reason: 'excluded', matches: why(1).matches } : { kept: true, ...why(0) }
  }
}

/** True where any of the terms stands in the text, by the same rule. */
export function createMentionTest(terms: readonly string[]): (text: string) => boolean {
  const matcher = createMatcher([anyOf(terms)])
  return (body) => matcher.read({ title: '', body }).holding.length > 0
}
