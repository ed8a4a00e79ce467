import type { Scope } from '@echoscope/domain'

export interface Filling {
  readonly threads: number
  readonly days: number
  /** Publication ends here (exclusive), `2026-11-23`. */
  readonly until: string
  readonly communities: number
  readonly painPoints: number
  readonly authors: number
}
export type RunSql = (text: string) => Promise<unknown>

/** A UUID from a number in SQL, so that rows name each other without a look-up. The same ids in every scope: keys carry the scope. */
const uuid = (kind: string, number: string): string => `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
/** From 1 to `count`, low numbers far more often: a few large communities and a long tail, as everywhere. */
const skewed = (count: number): string => `(1 + floor(${count} * power(random(), 2.5)))::int`

/** Threads of a scope and their roll-ups, by plain SQL as the owner: posts of random days, communities, authors and complaints. */
export async function fillScope(sql: RunSql, scope: Scope, filling: Filling): Promise<void> {
  // Two million rows whose parents are known to be there: their keys are not looked up one by one.
  const run = (text: string) => sql(`SET LOCAL session_replication_role = replica; ${text}`)
  const { threads, days, until, communities, painPoints, authors } = filling
  const ids = `'${scope.brandId}'::uuid, '${scope.campaignId}'::uuid, '${scope.type}'`
  const here = `t.brand_id = '${scope.brandId}' AND t.campaign_id = '${scope.campaignId}'`
  await run(
    `INSERT INTO communities SELECT ${ids}, ${uuid('c', 'i')}, 'reddit', 'r/place' || i, 'https://example.com/r/' || i, i * 100, now(), now() FROM generate_series(1, ${communities}) i`,
  )
  await run(
    `INSERT INTO influencers SELECT ${ids}, ${uuid('a', 'i')}, 'reddit', 'author' || i, 'https://example.com/u/' || i FROM generate_series(1, ${authors}) i`,
  )
  await run(`INSERT INTO pain_points SELECT ${ids}, ${uuid('b', 'i')}, 'complaint ' || i FROM generate_series(1, ${painPoints}) i`)
  await run(`
    INSERT INTO threads (brand_id, campaign_id, campaign_type, id, source, platform, external_id, url, title, body, community_id, influencer_id, published_at,
      day, collected_at, observed_at, score, comments, language, model_sentiment, brand_sentiment, mentions_brand, matches, rule_version)
    SELECT ${ids}, ${uuid('d', 'i')}, 'archive', 'reddit', 't3_' || i, 'https://example.com/' || i, 'A title about the thing ' || i, repeat('words of a body ', 20),
      ${uuid('c', skewed(communities))}, CASE WHEN random() < 0.9 THEN ${uuid('a', skewed(authors))} END, at, (at AT TIME ZONE 'UTC')::date, now(), now(),
      floor(40 * power(random(), 4))::int, floor(30 * power(random(), 3))::int, 'en', random() * 2 - 1,
      CASE WHEN random() < 0.4 THEN random() * 2 - 1 END, random() < 0.4, '[]', 1
    FROM (SELECT i, '${until}'::timestamptz - random() * interval '${days} days' AS at FROM generate_series(1, ${threads}) i) post`)
  await run(`
    INSERT INTO thread_pain_points SELECT ${ids}, ${uuid('d', 'i')}, pain_point, 'body', 0, 5
    FROM (SELECT DISTINCT i, ${uuid('b', skewed(painPoints))} AS pain_point FROM generate_series(1, ${threads}) i, generate_series(1, 2) WHERE random() < 0.35) tag`)
  await sql('ANALYZE threads, thread_pain_points')
  await run(`
    INSERT INTO pain_point_days SELECT ${ids}, t.community_id, t.day, p.pain_point_id, count(*), sum(t.sentiment)
    FROM threads t JOIN thread_pain_points p ON p.brand_id = t.brand_id AND p.campaign_id = t.campaign_id AND p.thread_id = t.id
    WHERE ${here} GROUP BY t.community_id, t.day, p.pain_point_id`)
  await sql('ANALYZE pain_point_days')
  await run(`
    INSERT INTO community_days SELECT ${ids}, t.community_id, t.day, count(*), sum(engagement), sum(sentiment), count(*) FILTER (WHERE sentiment >= 0.2),
      count(*) FILTER (WHERE sentiment > -0.2 AND sentiment < 0.2), count(*) FILTER (WHERE sentiment <= -0.2),
      (SELECT count(*) FROM pain_point_days p WHERE p.brand_id = '${scope.brandId}' AND p.campaign_id = '${scope.campaignId}' AND p.community_id = t.community_id AND p.day = t.day)
    FROM threads t WHERE ${here} GROUP BY t.community_id, t.day`)
  await run(`
    INSERT INTO influencer_days SELECT ${ids}, t.community_id, t.day, t.influencer_id, count(*), coalesce(sum(score), 0), sum(comments), sum(engagement),
      count(*) FILTER (WHERE mentions_brand), coalesce(sum(brand_sentiment), 0), count(brand_sentiment)
    FROM threads t WHERE ${here} AND t.influencer_id IS NOT NULL GROUP BY t.community_id, t.day, t.influencer_id`)
}
