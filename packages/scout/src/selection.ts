import { type Analysed, createAnalyzer, languageOfPost } from '@echoscope/analysis'
import type { KeptPost, ScoutPlan } from '@echoscope/db'
import { createListener, createMentionTest, createNaming, type HeldPost, type Post, RULE_VERSION, surelySpam, type Window } from '@echoscope/domain'

/** `held`: the post as it is held back; made only for those that are. */
export type Decision =
  | { readonly kept: KeptPost }
  | { readonly leftOut: 'outside_window' }
  | { readonly leftOut: HeldPost['reason']; readonly held: () => HeldPost }

export interface SelectedFrom {
  /** Kind of the source that found the posts. */
  readonly source: string
  readonly window: Window | null
}

/** Decides of each post whether the scope keeps it, and analyses what it keeps. The cheap questions come first. */
export function createSelection(plan: ScoutPlan, { source, window }: SelectedFrom): (post: Post) => Decision {
  const hear = createListener(plan)
  const analyzer = createAnalyzer({ mentionsBrand: createMentionTest(plan.brandTerms) })
  const namesIn = createNaming(plan.names)
  return (post) => {
    if (window !== null && (post.publishedAt < window.since || post.publishedAt >= window.until)) return { leftOut: 'outside_window' }
    let analysed: Analysed | null = null
    const analysis = () => (analysed ??= analyzer.analyse(post))
    const { title, body, url, author, community, platform } = post
    const decision = hear({ title, body, url, author, community: community.name, sources: [platform, source], language: () => analysis().language })
    if (!decision.kept) {
      const { reason } = decision
      const matches = decision.reason === 'excluded' ? decision.matches : []
      const languageOf = () => analysed?.language ?? languageOfPost(post)
      return {
        leftOut: reason,
        held: () => ({ post, reason, matches, detail: reason === 'language' ? languageOf() : null, language: languageOf(), ruleVersion: RULE_VERSION }),
      }
    }
    const { spam, reasons, language } = analysis()
    const spamSigns = reasons.map((reason) => reason.replaceAll('_', ' '))
    if (spam >= surelySpam)
      return {
        leftOut: 'spam',
        held: () => ({ post, reason: 'spam', matches: [], detail: spamSigns.join(', '), language, ruleVersion: RULE_VERSION }),
      }
    return { kept: { post, matches: decision.matches, ruleVersion: RULE_VERSION, analysis: { ...analysis(), spamSigns }, entities: namesIn(post) } }
  }
}
