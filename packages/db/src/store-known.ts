import type { CommunityId, InfluencerId, Match, PainPointTag, ThreadId } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'
import type { ThreadRow } from './store.ts'

/** A thread as it is stored, as far as a scout may change it. */
export interface KnownThread extends Omit<ThreadRow, 'painPoints'> {
  readonly painPoints: readonly PainPointTag[]
}

interface Row {
  id: ThreadId
  platform: string
  external_id: string
  parent_external_id: string | null
  url: string
  title: string
  body: string
  community_id: CommunityId
  influencer_id: InfluencerId | null
  published_at: Date
  day: string
  observed_at: Date | null
  score: number | null
  comments: number
  language: string
  model_sentiment: number
  brand_sentiment: number | null
  mentions_brand: boolean
  matches: Match[]
  rule_version: number
  pain_points: PainPointTag[] | null
}

/** The stored threads among these, by `platform externalId`. */
export async function readKnown(
  sql: ScopedSql,
  wanted: readonly { readonly platform: string; readonly externalId: string }[],
): Promise<Map<string, KnownThread>> {
  if (wanted.length === 0) return new Map()
  const rows = await sql.all<Row>(
    `SELECT t.id, t.platform, t.external_id, t.parent_external_id, t.url, t.title, t.body, t.community_id, t.influencer_id, t.published_at,
       t.day::text AS day, t.observed_at, t.score, t.comments, t.language, t.model_sentiment, t.brand_sentiment, t.mentions_brand, t.matches,
       t.rule_version,
       (SELECT jsonb_agg(jsonb_build_object('keyword', p.keyword, 'field', l.field, 'start', l.span_start, 'end', l.span_end))
        FROM thread_pain_points l JOIN pain_points p ON ${sql.within('p')} AND p.id = l.pain_point_id
        WHERE ${sql.within('l')} AND l.thread_id = t.id) AS pain_points
     FROM threads t
     WHERE ${sql.within('t')} AND t.platform = ANY($1::text[]) AND t.external_id = ANY($2::text[])`,
    [[...new Set(wanted.map((each) => each.platform))], wanted.map((each) => each.externalId)],
  )
  return new Map(rows.map((row) => [`${row.platform} ${row.external_id}`, toKnown(row)]))
}

const toKnown = (row: Row): KnownThread => ({
  id: row.id,
  platform: row.platform,
  externalId: row.external_id,
  parentExternalId: row.parent_external_id,
  url: row.url,
  title: row.title,
  body: row.body,
  communityId: row.community_id,
  influencerId: row.influencer_id,
  publishedAt: row.published_at,
  day: row.day,
  observedAt: row.observed_at,
  score: row.score,
  comments: row.comments,
  language: row.language,
  sentiment: row.model_sentiment,
  brandSentiment: row.brand_sentiment,
  mentionsBrand: row.mentions_brand,
  matches: row.matches,
  ruleVersion: row.rule_version,
  painPoints: row.pain_points ?? [],
})

/**
 * Whether figures read at `at` replace those read at `before`: a dated reading replaces an undated or earlier one (or one of the same time), an undated
 * one never replaces a dated one.
 */
export const isLater = (at: Date | null, before: Date | null): boolean => before === null || (at !== null && at >= before)

/** The row to write for a post that is known, or null when nothing of it changed. An older reading keeps the newer one's figures and text. */
export function changesOf(before: KnownThread, now: ThreadRow): ThreadRow | null {
  if (!isLater(now.observedAt, before.observedAt)) return null
  const row = { ...now, observedAt: now.observedAt ?? before.observedAt }
  return sameRow(before, row) ? null : row
}

function sameRow(a: KnownThread, b: ThreadRow): boolean {
  return (
    a.title === b.title &&
    a.body === b.body &&
    a.url === b.url &&
    a.score === b.score &&
    a.comments === b.comments &&
    a.observedAt?.getTime() === b.observedAt?.getTime() &&
    a.publishedAt.getTime() === b.publishedAt.getTime() &&
    a.communityId === b.communityId &&
    a.influencerId === b.influencerId &&
    a.parentExternalId === b.parentExternalId &&
    a.language === b.language &&
    a.sentiment === b.sentiment &&
    a.brandSentiment === b.brandSentiment &&
    a.mentionsBrand === b.mentionsBrand &&
    a.ruleVersion === b.ruleVersion &&
    listing(a.matches.map((match) => [match.field, match.start, match.end, match.term])) ===
      listing(b.matches.map((match) => [match.field, match.start, match.end, match.term])) &&
    listing(a.painPoints.map((tag) => [tag.field, tag.start, tag.end, tag.keyword])) ===
      listing(b.painPoints.map((tag) => [tag.field, tag.start, tag.end, tag.keyword]))
  )
}

/** The same for the same items in any order. */
const listing = (items: readonly (readonly (string | number)[])[]): string =>
  items
    .map((item) => JSON.stringify(item))
    .sort()
    .join('\n')
