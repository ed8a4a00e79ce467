import type { CommunityId } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'

/** A community on a UTC day, `2026-11-23`: what a roll-up row is about. */
export interface CommunityDay {
  readonly communityId: CommunityId
  readonly day: string
}

interface RollUp {
  readonly table: string
  readonly key: readonly string[]
  readonly values: readonly string[]
  /** Aggregates the threads of the touched keys, which stand in `t`, into `key` and `values`. */
  readonly select: (within: (alias: string) => string) => string
}

/** In this order, since community_days counts the pain points that pain_point_days aggregates. */
const rollUps: readonly RollUp[] = [
  {
    table: 'pain_point_days',
    key: ['community_id', 'day', 'pain_point_id'],
    values: ['mentions', 'sentiment_sum'],
    // Link by link through the key: a scope without statistics would else be read whole for each of these threads.
    select: (within) => `
      SELECT t.community_id, t.day, l.pain_point_id, count(*)::integer AS mentions, sum(t.sentiment) AS sentiment_sum
      FROM t CROSS JOIN LATERAL (SELECT p.pain_point_id FROM thread_pain_points p WHERE ${within('p')} AND p.thread_id = t.id OFFSET 0) l
      GROUP BY t.community_id, t.day, l.pain_point_id`,
  },
  {
    table: 'community_days',
    key: ['community_id', 'day'],
    values: ['threads', 'engagement', 'sentiment_sum', 'positive', 'neutral', 'negative', 'pain_points'],
    select: () => `
      SELECT t.community_id, t.day, count(*)::integer AS threads, sum(t.engagement)::bigint AS engagement, sum(t.sentiment) AS sentiment_sum,
        count(*) FILTER (WHERE t.sentiment >= 0.2)::integer AS positive,
        count(*) FILTER (WHERE t.sentiment > -0.2 AND t.sentiment < 0.2)::integer AS neutral,
        count(*) FILTER (WHERE t.sentiment <= -0.2)::integer AS negative,
        coalesce(max(n.n), 0) AS pain_points
      FROM t LEFT JOIN (SELECT community_id, day, count(*)::integer AS n FROM now_pain_point_days GROUP BY community_id, day) n
        ON n.community_id = t.community_id AND n.day = t.day
      GROUP BY t.community_id, t.day`,
  },
  {
    table: 'influencer_days',
    key: ['community_id', 'day', 'influencer_id'],
    values: ['posts', 'score_sum', 'comments_sum', 'engagement', 'mentions', 'brand_sentiment_sum', 'brand_sentiment_n'],
    select: () => `
      SELECT t.community_id, t.day, t.influencer_id, count(*)::integer AS posts, coalesce(sum(t.score), 0)::bigint AS score_sum,
        sum(t.comments)::bigint AS comments_sum, sum(t.engagement)::bigint AS engagement,
        count(*) FILTER (WHERE t.mentions_brand)::integer AS mentions,
        coalesce(sum(t.brand_sentiment), 0) AS brand_sentiment_sum, count(t.brand_sentiment)::integer AS brand_sentiment_n
      FROM t WHERE t.influencer_id IS NOT NULL AND NOT t.by_bot GROUP BY t.community_id, t.day, t.influencer_id`,
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
  // Nested loops are right for one key and ruinous for a thousand, and Postgres cannot tell which it has before it knows the scope.
  await sql.all("SET LOCAL enable_nestloop = off; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'")
  const differing = Map.groupBy(await differences(sql, distinct), ({ table }) => table)
  await sql.all('SET LOCAL enable_nestloop = on')
  for (const rollUp of rollUps) await write(sql, rollUp, differing.get(rollUp.table) ?? [])
}

const rowsEach = 2_000

async function write(sql: ScopedSql, { table, key, values }: RollUp, rows: readonly Difference[]): Promise<void> {
  const gone = rows.filter((row) => row.gone).map((row) => row.tuple)
  const now = rows.filter((row) => !row.gone).map((row) => row.tuple)
  for (let at = 0; at < gone.length; at += rowsEach)
    // Joined and not listed: of a list Postgres would hold every row against every key.
    await sql.run(
      `DELETE FROM ${table} d USING (VALUES ${gone.slice(at, at + rowsEach).join(', ')}) AS k (${key.join(', ')})
       WHERE ${sql.within('d')} AND ${key.map((column) => `d.${column} = k.${column}::${column === 'day' ? 'date' : 'uuid'}`).join(' AND ')}`,
    )
  for (let at = 0; at < now.length; at += rowsEach)
    await sql.run(
      `INSERT INTO ${table} (brand_id, campaign_id, campaign_type, ${key.join(', ')}, ${values.join(', ')}) VALUES ${now.slice(at, at + rowsEach).join(', ')}
       ON CONFLICT (brand_id, campaign_id, ${key.join(', ')}) DO UPDATE SET ${values.map((value) => `${value} = excluded.${value}`).join(', ')}`,
    )
}

interface Difference {
  readonly table: string
  readonly gone: boolean
  /**
   * A row to write or a key to take out, as `('…', …)` made by the server itself: ids, days and numbers only, so no text of a post can stand in
   * it, and thousands of bound parameters would cost more than all the rest.
   */
  readonly tuple: string
}

/** The touched threads are read once for all roll-ups; they are found by value and paired by hash, so that the plan stays good without statistics. */
function differences(sql: ScopedSql, touched: readonly CommunityDay[]): Promise<Difference[]> {
  const { brandId, campaignId, type } = sql.scope
  const isTouched = (alias: string): string => `${sql.within(alias)} AND ${alias}.community_id = ANY($1::uuid[]) AND ${alias}.day = ANY($2::date[])`
  const ofTouched = (table: string, alias: string): string =>
    `${table} ${alias} JOIN touched k ON ${alias}.community_id = k.community_id AND ${alias}.day = k.day WHERE ${isTouched(alias)}`
  return sql.all<Difference>(
    `WITH touched AS (SELECT * FROM unnest($1::uuid[], $2::date[]) AS k (community_id, day)),
      t AS MATERIALIZED (
        SELECT t.id, t.community_id, t.day, t.influencer_id, t.engagement, t.score, t.comments, t.sentiment, t.mentions_brand, t.brand_sentiment, t.by_bot
        FROM ${ofTouched('threads', 't')}),
      ${rollUps.map(({ table, select }) => `now_${table} AS MATERIALIZED (${select(sql.within)})`).join(', ')}
    ${rollUps.map((rollUp) => differing(rollUp, ofTouched)).join(' UNION ALL ')}`,
    [touched.map((key) => key.communityId), touched.map((key) => key.day), brandId, campaignId, type],
  )
}

function differing({ table, key, values }: RollUp, ofTouched: (table: string, alias: string) => string): string {
  const of = (alias: string, columns: readonly string[]): string => columns.map((column) => `${alias}.${column}`).join(', ')
  const tuple = (...columns: string[]): string => `format('(${columns.map(() => '%L').join(', ')})', ${columns.join(', ')})`
  return `
    SELECT '${table}' AS table, a.day IS NULL AS gone,
      CASE WHEN a.day IS NULL THEN ${tuple(...key.map((column) => `s.${column}`))}
      ELSE ${tuple('$3::uuid', '$4::uuid', '$5::text', ...[...key, ...values].map((column) => `a.${column}`))} END AS tuple
    FROM now_${table} a FULL JOIN (SELECT ${of('r', [...key, ...values])} FROM ${ofTouched(table, 'r')}) s ON (${of('a', key)}) = (${of('s', key)})
    WHERE a.day IS NULL OR s.day IS NULL OR (${of('a', values)}) IS DISTINCT FROM (${of('s', values)})`
}
