import { createRuleMatcher, type Decision, type RuleText, ruleOf } from './keywords.ts'
import { communityKey, type Searched } from './searched.ts'

/** What a scope listens for, and where. */
export interface Listening extends RuleText {
  /** Empty: everywhere. */
  readonly communities: readonly string[]
}
export type Heard = Decision | { readonly kept: false; readonly reason: 'other_community' }

/** @throws DomainError `invalid_query` */
export function createListener({ communities, ...rule }: Listening): (post: Searched & { readonly community: string }) => Heard {
  const decide = createRuleMatcher(ruleOf(rule))
  const wanted = new Set(communities.map(communityKey))
  return (post) => (wanted.size > 0 && !wanted.has(communityKey(post.community)) ? { kept: false, reason: 'other_community' } : decide(post))
}
