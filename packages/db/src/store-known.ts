import type { CommunityId, Entity, Gone, InfluencerId, Match, PainPointTag, ThreadId } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'
import { keyOf } from './store-fold.ts'

/** A thread as it is stored, as far as a scout may change it. */
export interface KnownThread {
  readonly id: ThreadId
  readonly platform: string
  readonly externalId: string
  readonly parentExternalId: string | null
  readonly url: string
  readonly title: string
  readonly body: string
  readonly communityId: CommunityId
  readonly community: string
  readonly communityUrl: string
  readonly author: string | null
  readonly influencerId: InfluencerId | null
  readonly gone: Gone['why'] | null
  readonly publishedAt: Date
  readonly day: string
  readonly observedAt: Date | null
  readonly score: number | null
  readonly comments: number
  readonly language: string
  readonly sentiment: number
  readonly brandSentiment: number | null
  readonly mentionsBrand: boolean
  readonly matches: readonly Match[]
  readonly entities: readonly Entity[]
  readonly byBot: boolean
  /** Null: it was read before posts were looked at for it. */
  readonly spam: number | null
  readonly spamSigns: readonly string[]
  readonly ruleVersion: number
  readonly painPoints: readonly PainPointTag[]
  /** The kind of source that found it first. */
  readonly source: string
  /** A user triaged it, noted something or corrected its sentiment. */
  readonly isWorkedOn: boolean
}

/** The stored threads among these, by `keyOf`. */
export async function readKnown(
  sql: ScopedSql,
  wanted: readonly { readonly platform: string; readonly externalId: string }[],
): Promise<Map<string, KnownThread>> {
  const distinct = [...new Map(wanted.map((each) => [keyOf(each), each])).values()]
  if (distinct.length === 0) return new Map()
  const rows = await sql.all<KnownThread>(
    `SELECT t.id, t.platform, t.external_id AS "externalId", t.parent_external_id AS "parentExternalId", t.url, t.title, t.body,
       t.community_id AS "communityId", c.name AS community, c.url AS "communityUrl", i.username AS author, t.influencer_id AS "influencerId", t.gone, t.published_at AS "publishedAt", t.day::text AS day,
       t.observed_at AS "observedAt", t.score, t.comments, t.language, t.model_sentiment AS sentiment, t.brand_sentiment AS "brandSentiment",
       t.mentions_brand AS "mentionsBrand", t.matches, t.entities, t.by_bot AS "byBot", t.spam, t.spam_signs AS "spamSigns", t.rule_version AS "ruleVersion", t.source, t.revision > 0 AS "isWorkedOn",
       coalesce((SELECT jsonb_agg(jsonb_build_object('keyword', p.keyword, 'field', l.field, 'start', l.span_start, 'end', l.span_end))
        FROM (SELECT coalesce(c.found_as, c.pain_point_id) AS id, c.field, c.span_start, c.span_end FROM thread_pain_points c
                WHERE ${sql.within('c')} AND c.thread_id = t.id
              UNION ALL SELECT a.pain_point_id, a.field, a.span_start, a.span_end FROM pain_point_links_aside a
                WHERE ${sql.within('a')} AND a.thread_id = t.id) l
        JOIN pain_points p ON ${sql.within('p')} AND p.id = l.id), '[]') AS "painPoints"
     FROM unnest($1::text[], $2::text[]) AS w (platform, external_id)
     JOIN threads t ON ${sql.within('t')} AND t.platform = w.platform AND t.external_id = w.external_id
     JOIN communities c ON ${sql.within('c')} AND c.id = t.community_id
     LEFT JOIN influencers i ON ${sql.within('i')} AND i.id = t.influencer_id`,
    [distinct.map((each) => each.platform), distinct.map((each) => each.externalId)],
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}
