import { createRuleMatcher, type Decision, type RuleText, ruleOf } from './keywords.ts'
import { communityKey, type Searched } from './searched.ts'

/** What a scope listens for, where, and in which languages. */
export interface Listening extends RuleText {
  /** Empty: everywhere. */
  readonly communities: readonly string[]
  /** ISO 639-1 codes; none: all. A text whose language cannot be told is never left out for it. */
  readonly languages?: readonly string[]
}
export type Heard = Decision | { readonly kept: false; readonly reason: 'other_community' | 'language' }

const undetermined = 'und'

/** @throws DomainError `invalid_query` */
export function createListener({ communities, languages = [], ...rule }: Listening): (post: Searched & { readonly community: string }) => Heard {
  const decide = createRuleMatcher(ruleOf(rule))
  const wanted = new Set(communities.map(communityKey))
  const spoken = new Set(languages)
  return (post) => {
    if (wanted.size > 0 && !wanted.has(communityKey(post.community))) return { kept: false, reason: 'other_community' }
    const decision = decide(post)
    if (!decision.kept || spoken.size === 0) return decision
    const language = post.language?.() ?? undetermined
    return language === undetermined || spoken.has(language) ? decision : { kept: false, reason: 'language' }
  }
}
