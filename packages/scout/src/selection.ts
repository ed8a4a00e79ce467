import { createAnalyzer } from '@echoscope/analysis'
import type { KeptPost, ScoutPlan } from '@echoscope/db'
import { createKeywordMatcher, createMentionTest, type Post, RULE_VERSION, type Window } from '@echoscope/domain'

export type Decision = { readonly kept: KeptPost } | { readonly leftOut: 'outside_window' | 'other_community' | 'no_match' | 'excluded' }

/** Decides of each post whether the scope keeps it, and analyses what it keeps. The cheap questions come first. */
export function createSelection(plan: ScoutPlan, window: Window | null): (post: Post) => Decision {
  const matcher = createKeywordMatcher({ keywords: plan.keywords, exclusions: plan.exclusions })
  const analyzer = createAnalyzer({ mentionsBrand: createMentionTest(plan.brandTerms) })
  const communities = new Set(plan.communities.map(communityKey))
  return (post) => {
    if (window !== null && (post.publishedAt < window.since || post.publishedAt >= window.until)) return { leftOut: 'outside_window' }
    if (communities.size > 0 && !communities.has(communityKey(post.community.name))) return { leftOut: 'other_community' }
    const decision = matcher.decide(post)
    if (!decision.kept) return { leftOut: decision.reason }
    return { kept: { post, matches: decision.matches, ruleVersion: RULE_VERSION, analysis: analyzer.analyse(post) } }
  }
}

/** `r/golang`, `/r/golang` and `golang` are one community, in any case. */
const communityKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^\/?r\//, '')
