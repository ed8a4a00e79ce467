import type { CommunityId } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'

/** A community on a UTC day, `2026-11-23`: what a roll-up row is about. */
export interface CommunityDay {
  readonly communityId: CommunityId
  readonly day: string
}

interface RollUp {
  readonly table: string
  /** What tells the rows of one community and day apart, beside the two. */
  readonly by: string | null
  readonly values: readonly string[]
  /** Aggregates the threads of the touched keys, which stand in `t`, into `community_id`, `day`, `by` and `values`. */
  readonly select: (within: (alias: string) => string) => string
}

/**
 * The threads of the touched keys. Both columns are looked up by value and then paired by hash: so the plan stays good for a scope that Postgres
 * has no statistics of yet, where it expects one row and would otherwise read the whole scope once for each key.
 */
const touchedThreads = (within: (alias: string) => string): string => `t AS MATERIALIZED (
  SELECT t.* FROM threads t JOIN touched k ON t.community_id = k.community_id AND t.day = k.day
  WHERE ${within('t')} AND t.community_id = ANY($1::uuid[]) AND t.day = ANY($2::date[]))`
/** Links of those threads. */
const touchedLinks = (within: (alias: string) => string): string => `l AS MATERIALIZED (
  SELECT p.thread_id, p.pain_point_id FROM thread_pain_points p WHERE ${within('p')} AND p.thread_id = ANY(ARRAY(SELECT id FROM t)))`

const rollUps: readonly RollUp[] = [
  {
    table: 'community_days',
    by: null,
    values: ['threads', 'engagement', 'sentiment_sum', 'positive', 'neutral', 'negative', 'pain_points'],
    select: (within) => `
      , ${touchedLinks(within)}
      , named AS (SELECT t.community_id, t.day, count(DISTINCT l.pain_point_id)::integer AS n FROM t JOIN l ON l.thread_id = t.id GROUP BY 1, 2)
      SELECT t.community_id, t.day, count(*)::integer AS threads, sum(t.engagement)::bigint AS engagement, sum(t.sentiment) AS sentiment_sum,
        count(*) FILTER (WHERE t.sentiment >= 0.2)::integer AS positive,
        count(*) FILTER (WHERE t.sentiment > -0.2 AND t.sentiment < 0.2)::integer AS neutral,
        count(*) FILTER (WHERE t.sentiment <= -0.2)::integer AS negative,
        coalesce(max(n.n), 0) AS pain_points
      FROM t LEFT JOIN named n ON n.community_id = t.community_id AND n.day = t.day GROUP BY t.community_id, t.day`,
  },
  {
    table: 'pain_point_days',
    by: 'pain_point_id',
    values: ['mentions', 'sentiment_sum'],
    select: (within) => `
      , ${touchedLinks(within)}
      SELECT t.community_id, t.day, l.pain_point_id, count(*)::integer AS mentions, sum(t.sentiment) AS sentiment_sum
      FROM t JOIN l ON l.thread_id = t.id GROUP BY t.community_id, t.day, l.pain_point_id`,
  },
  {
    table: 'influencer_days',
    by: 'influencer_id',
    values: ['posts', 'score_sum', 'comments_sum', 'engagement', 'mentions', 'brand_sentiment_sum', 'brand_sentiment_n'],
    select: () => `
      SELECT t.community_id, t.day, t.influencer_id, count(*)::integer AS posts, coalesce(sum(t.score), 0)::bigint AS score_sum,
        sum(t.comments)::bigint AS comments_sum, sum(t.engagement)::bigint AS engagement,
        count(*) FILTER (WHERE t.mentions_brand)::integer AS mentions,
        coalesce(sum(t.brand_sentiment), 0) AS brand_sentiment_sum, count(t.brand_sentiment)::integer AS brand_sentiment_n
      FROM t WHERE t.influencer_id IS NOT NULL GROUP BY t.community_id, t.day, t.influencer_id`,
  },
]

/**
 * Makes the roll-ups of these keys what their threads say now: in the caller's transaction, so that a roll-up never disagrees with its rows.
 * Read and written back as VALUES, because distributed tables refuse INSERT … SELECT under row level security; only rows that differ are
 * written, since a row costs its foreign keys: about 30 µs, three times what reading it does.
 */
export async function recomputeDays(sql: ScopedSql, keys: readonly CommunityDay[]): Promise<void> {
  const distinct = [...new Map(keys.map((key) => [`${key.communityId} ${key.day}`, key])).values()]
  if (distinct.length === 0) return
  const touched = [distinct.map((key) => key.communityId), distinct.map((key) => key.day)]
  // Nested loops are right for one key and ruinous for a thousand, and Postgres cannot tell which it has before it knows the scope.
  await sql.all('SET LOCAL enable_nestloop = off')
  for (const rollUp of rollUps) await recompute(sql, rollUp, touched)
  await sql.all('SET LOCAL enable_nestloop = on')
}

const rowsEach = 2_000

async function recompute(sql: ScopedSql, rollUp: RollUp, touched: unknown[]): Promise<void> {
  const { table, by, values } = rollUp
  const key = by === null ? ['community_id', 'day'] : ['community_id', 'day', by]
  const rows = await differences(sql, rollUp, { key, touched })
  const gone = rows.filter((row) => row.gone).map((row) => row.tuple)
  const now = rows.filter((row) => !row.gone).map((row) => row.tuple)
  for (let at = 0; at < gone.length; at += rowsEach)
    await sql.run(`DELETE FROM ${table} WHERE ${sql.within()} AND (${key.join(', ')}) IN (${gone.slice(at, at + rowsEach).join(', ')})`)
  for (let at = 0; at < now.length; at += rowsEach)
    await sql.run(
      `INSERT INTO ${table} (brand_id, campaign_id, campaign_type, ${key.join(', ')}, ${values.join(', ')}) VALUES ${now.slice(at, at + rowsEach).join(', ')}
       ON CONFLICT (brand_id, campaign_id, ${key.join(', ')}) DO UPDATE SET ${values.map((value) => `${value} = excluded.${value}`).join(', ')}`,
    )
}

/**
 * Rows to write and keys to take out, as `('…', …)` written by the server itself: ids, days and numbers only, so no text of a post can
 * stand in them, and thousands of bound parameters would cost more than all the rest.
 */
function differences(
  sql: ScopedSql,
  { table, values, select }: RollUp,
  { key, touched }: { readonly key: readonly string[]; readonly touched: readonly unknown[] },
): Promise<{ tuple: string; gone: boolean }[]> {
  const { brandId, campaignId, type } = sql.scope
  const of = (alias: string, columns: readonly string[]): string => columns.map((column) => `${alias}.${column}`).join(', ')
  const tuple = (...columns: string[]): string => `format('(${columns.map(() => '%L').join(', ')})', ${columns.join(', ')})`
  const written = [...key, ...values].map((column) => `a.${column}`)
  return sql.all(
    `WITH touched AS (SELECT * FROM unnest($1::uuid[], $2::date[]) AS k (community_id, day)),
      ${touchedThreads(sql.within)},
      aggregated AS (WITH nothing AS (SELECT) ${select(sql.within)}),
      stored AS (SELECT ${of('r', [...key, ...values])} FROM ${table} r JOIN touched k ON r.community_id = k.community_id AND r.day = k.day
        WHERE ${sql.within('r')} AND r.community_id = ANY($1::uuid[]) AND r.day = ANY($2::date[]))
    SELECT a.day IS NULL AS gone,
      CASE WHEN a.day IS NULL THEN ${tuple(...key.map((column) => `s.${column}`))} ELSE ${tuple('$3::uuid', '$4::uuid', '$5::text', ...written)} END AS tuple
    FROM aggregated a FULL JOIN stored s ON (${of('a', key)}) = (${of('s', key)})
    WHERE a.day IS NULL OR s.day IS NULL OR (${of('a', values)}) IS DISTINCT FROM (${of('s', values)})`,
    [...touched, brandId, campaignId, type],
  )
}
