import {
  type HeldBack,
  identityIn,
  judge,
  type Scope,
  spellingsOf,
  type StoredWhy,
  type ThreadId,
  type Match,
  type WhyAnswer,
  wordsOfWhy,
} from '@echoscope/domain'
import type { HeldBackPosts } from '../held-back/index.ts'
import type { Plans } from '../plans.ts'
import type { Runs } from '../runs.ts'
import type { ScopedSql, Sessions } from '../session.ts'

export interface WhyQuestion {
  readonly url?: string | undefined
  /** A text that was pasted: judged by the rule of now where nothing is known of the address. */
  readonly text?: string | undefined
}
export interface WhyHere {
  /** Why this post is a thread of the scope, or is not. What lies in another scope is not here, whatever it is. */
  of(scope: Scope, question: WhyQuestion): Promise<WhyAnswer>
}

interface Row {
  id: ThreadId
  title: string
  body: string
  url: string
  collected_at: Date
  source: string
  platform: string
  rule_version: number
  matches: Match[]
  language: string
  by_bot: boolean
  spam: number | null
  spam_signs: string[]
  community: string
  author: string | null
}

export const createWhyHere = (sessions: Sessions, { heldBack, plans, runs }: { heldBack: HeldBackPosts; plans: Plans; runs: Runs }): WhyHere => ({
  async of(scope, { url, text }) {
    const rule = await plans.get(scope)
    const thread = url === undefined ? null : await sessions.readScope(scope, (sql) => findThread(sql, url))
    const held = url === undefined || thread !== null ? null : await findHeld(heldBack, scope, url)
    const stored = thread === null ? null : toStored(thread)
    const known = thread ?? held
    const now =
      known === null
        ? text === undefined
          ? null
          : judge(rule, { title: '', body: text, community: '' }, { anywhere: true })
        : judge(rule, {
            title: known.title,
            body: known.body,
            url: known.url,
            author: known.author,
            community: known.community,
            sources: [known.platform, known.source],
            language: () => ('language' in known ? known.language : 'und'),
          })
    const answer = {
      state: stored !== null ? ('stored' as const) : held !== null ? ('held_back' as const) : ('not_here' as const),
      stored,
      heldBack: held,
      now,
    }
    const [lastRun] = (await runs.list(scope, { limit: 1 })).items
    return { ...answer, words: wordsOfWhy(answer, lastRun ?? null) }
  },
})

const toStored = ({ id, title, collected_at, source, rule_version, matches, by_bot, spam, spam_signs }: Row): StoredWhy => ({
  threadId: id,
  title,
  collectedAt: collected_at.toISOString(),
  source,
  ruleVersion: rule_version,
  matches,
  byBot: by_bot,
  spam: spam === null ? null : { score: spam, signs: spam_signs },
})

async function findThread(sql: ScopedSql, url: string): Promise<Row | null> {
  const identity = identityIn(url)
  return sql.first<Row>(
    `SELECT t.id, t.title, t.body, t.url, t.collected_at, t.source, t.platform, t.rule_version, t.matches, t.language, t.by_bot, t.spam, t.spam_signs, c.name AS community, i.username AS author
     FROM threads t JOIN communities c ON ${sql.within('c')} AND c.id = t.community_id
     LEFT JOIN influencers i ON ${sql.within('i')} AND i.id = t.influencer_id
     WHERE ${sql.within('t')} AND (t.url = ANY($1::text[]) OR (t.platform = $2 AND t.external_id = $3)) ORDER BY t.id LIMIT 1`,
    [spellingsOf(url), identity?.platform ?? '', identity?.externalId ?? ''],
  )
}

async function findHeld(heldBack: HeldBackPosts, scope: Scope, url: string): Promise<HeldBack | null> {
  const identity = identityIn(url)
  const byId = identity === null ? null : await heldBack.find(scope, identity)
  return byId ?? heldBack.find(scope, { urls: spellingsOf(url) })
}
