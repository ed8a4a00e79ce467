import type { CommunityId } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'
import { piecesOf, valuesOf } from './values.ts'

/** A community on a UTC day, `2026-11-23`: what a roll-up row is about. */
export interface CommunityDay {
  readonly communityId: CommunityId
  readonly day: string
}

interface RollUp {
  readonly table: string
  readonly columns: readonly string[]
  /** Aggregates the threads of the touched keys, which stand in `touched (community_id, day)`; first columns as in `columns`. */
  readonly select: (within: (alias: string) => string) => string
}

const rollUps: readonly RollUp[] = [
  {
    table: 'community_days',
    columns: ['community_id', 'day', 'threads', 'engagement', 'sentiment_sum', 'positive', 'neutral', 'negative'],
    select: (within) => `
      SELECT t.community_id, t.day::text AS day, count(*)::int AS threads, sum(t.engagement)::text AS engagement,
        sum(t.sentiment) AS sentiment_sum,
        count(*) FILTER (WHERE t.sentiment >= 0.2)::int AS positive,
        count(*) FILTER (WHERE t.sentiment > -0.2 AND t.sentiment < 0.2)::int AS neutral,
        count(*) FILTER (WHERE t.sentiment <= -0.2)::int AS negative
      FROM touched k JOIN threads t ON ${within('t')} AND t.community_id = k.community_id AND t.day = k.day
      GROUP BY t.community_id, t.day`,
  },
  {
    table: 'pain_point_days',
    columns: ['community_id', 'day', 'pain_point_id', 'mentions', 'sentiment_sum'],
    select: (within) => `
      SELECT t.community_id, t.day::text AS day, p.pain_point_id, count(*)::int AS mentions, sum(t.sentiment) AS sentiment_sum
      FROM touched k
      JOIN threads t ON ${within('t')} AND t.community_id = k.community_id AND t.day = k.day
      JOIN thread_pain_points p ON ${within('p')} AND p.thread_id = t.id
      GROUP BY t.community_id, t.day, p.pain_point_id`,
  },
  {
    table: 'influencer_days',
    columns: [
      'community_id', 'day', 'influencer_id', 'posts', 'score_sum', 'comments_sum', 'engagement', 'mentions',
      'brand_sentiment_sum', 'brand_sentiment_n',
    ],
    select: (within) => `
      SELECT t.community_id, t.day::text AS day, t.influencer_id, count(*)::int AS posts, coalesce(sum(t.score), 0)::text AS score_sum,
        sum(t.comments)::text AS comments_sum, sum(t.engagement)::text AS engagement, count(*) FILTER (WHERE t.mentions_brand)::int AS mentions,
        coalesce(sum(t.brand_sentiment), 0) AS brand_sentiment_sum, count(t.brand_sentiment)::int AS brand_sentiment_n
      FROM touched k JOIN threads t ON ${within('t')} AND t.community_id = k.community_id AND t.day = k.day
      WHERE t.influencer_id IS NOT NULL
      GROUP BY t.community_id, t.day, t.influencer_id`,
  },
]

/**
 * Makes the roll-ups of these keys what their threads say now: in the caller's transaction, so that a roll-up never disagrees with its rows.
 * Read and written back as VALUES, because distributed tables refuse INSERT … SELECT under row level security.
 */
export async function recomputeDays(sql: ScopedSql, keys: readonly CommunityDay[]): Promise<void> {
  const distinct = [...new Map(keys.map((key) => [`${key.communityId} ${key.day}`, key])).values()]
  if (distinct.length === 0) return
  const touched = [distinct.map((key) => key.communityId), distinct.map((key) => key.day)]
  for (const rollUp of rollUps) await recompute(sql, rollUp, touched)
}

const touchedKeys = 'touched AS (SELECT * FROM unnest($1::uuid[], $2::date[]) AS k (community_id, day))'

async function recompute(sql: ScopedSql, { table, columns, select }: RollUp, touched: unknown[]): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  const rows = await sql.all<Record<string, unknown>>(`WITH ${touchedKeys} ${select(sql.within)}`, touched)
  await sql.run(
    `WITH ${touchedKeys} DELETE FROM ${table} r USING touched k WHERE ${sql.within('r')} AND r.community_id = k.community_id AND r.day = k.day`,
    touched,
  )
  for (const piece of piecesOf(rows, columns.length + 3)) {
    const values = valuesOf(piece.map((row) => [brandId, campaignId, type, ...columns.map((column) => row[column])]))
    await sql.run(`INSERT INTO ${table} (brand_id, campaign_id, campaign_type, ${columns.join(', ')}) VALUES ${values.text}`, values.params)
  }
}
