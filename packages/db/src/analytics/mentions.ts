import { byText, type CommunityId, growth, isNew, isSignificant, type PainPoint, type PainPointId, rateRatio, topGrowing } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { addDays, type Windows } from './windows.ts'

interface Pair {
  readonly painPointId: PainPointId
  readonly communityId: CommunityId
  readonly mentions: number
  readonly previous: number
  readonly sumS: number
}
/** Distinct pain points of a community in the 30 days that end with the range's last day, and in those that end the day before the range. */
export interface Distinct {
  readonly now: number
  readonly before: number
}
export interface Mentions {
  /** Every pain point with 5 mentions or more in the two windows, and of the others those with most, at least as many as were asked for. */
  readonly painPoints: readonly PainPoint[]
  /** Pain points with a mention in the range. */
  readonly count: number
  readonly distinct: ReadonlyMap<CommunityId, Distinct>
  /** The pain points with most mentions, where each was said. */
  readonly pairs: readonly Pair[]
}

interface Row {
  readonly points: readonly (Omit<PainPoint, 'growth' | 'isNew' | 'ratio' | 'significant' | 'sentiment'> & { readonly sumS: number })[] | null
  readonly count: number
  readonly distinct: readonly [CommunityId, number, number][] | null
  readonly pairs: readonly [PainPointId, CommunityId, number, number, number][] | null
}

/**
 * One reading of the daily mentions for the pain point list, the heat map and the echo scores: three pictures of the same rows. What has
 * under 5 mentions is cut to the `limit` that a list can show, so that a long tail of single mentions never leaves the database.
 */
export async function readMentions(sql: ScopedSql, windows: Windows, { limit, side }: { limit: number; side: number }): Promise<Mentions> {
  const echoFrom = addDays(windows.from, -30)
  const row = await sql.first<Row>(
    `WITH pairs AS MATERIALIZED (
       SELECT pain_point_id, community_id,
         sum(mentions) FILTER (WHERE day >= $2)::int AS mentions, sum(mentions) FILTER (WHERE day >= $1 AND day < $2)::int AS previous,
         sum(sentiment_sum) FILTER (WHERE day >= $2) AS sum_s, min(day) FILTER (WHERE day >= $2) AS first_seen, max(day) AS last_seen,
         bool_or(day >= $3::date - 30) AS echoes, bool_or(day < $2 AND day >= $4) AS echoed
       FROM pain_point_days WHERE ${sql.within()} AND day >= least($1, $4) AND day < $3
       GROUP BY pain_point_id, community_id
     ), points AS MATERIALIZED (
       SELECT pain_point_id, coalesce(sum(mentions), 0)::int AS mentions, coalesce(sum(previous), 0)::int AS previous, coalesce(sum(sum_s), 0) AS sum_s,
         count(mentions)::int AS communities, min(first_seen) AS first_seen, max(last_seen) AS last_seen
       FROM pairs GROUP BY pain_point_id
     ), named AS MATERIALIZED (
       SELECT points.*, coalesce(p.name, p.keyword) AS keyword FROM points JOIN pain_points p ON ${sql.within('p')} AND p.id = points.pain_point_id
       WHERE mentions > 0 AND mentions + previous >= 5
       UNION ALL
       (SELECT points.*, coalesce(p.name, p.keyword) AS keyword FROM points JOIN pain_points p ON ${sql.within('p')} AND p.id = points.pain_point_id
        WHERE mentions > 0 AND mentions + previous < 5 ORDER BY mentions DESC, coalesce(p.name, p.keyword) COLLATE "C" LIMIT $5)
     )
     SELECT
       (SELECT count(*)::int FROM points WHERE mentions > 0) AS count,
       (SELECT json_agg(json_build_object('id', pain_point_id, 'keyword', keyword, 'mentions', mentions, 'previous', previous, 'sumS', sum_s,
         'communities', communities, 'firstSeen', first_seen, 'lastSeen', last_seen)) FROM named) AS points,
       (SELECT json_agg(json_build_array(community_id, now, before)) FROM (
         SELECT community_id, count(*) FILTER (WHERE echoes) AS now, count(*) FILTER (WHERE echoed) AS before FROM pairs GROUP BY community_id) d) AS distinct,
       (SELECT json_agg(json_build_array(pain_point_id, community_id, coalesce(mentions, 0), coalesce(previous, 0), coalesce(sum_s, 0))) FROM pairs
         WHERE (mentions > 0 OR previous > 0) AND pain_point_id IN (SELECT pain_point_id FROM named ORDER BY mentions DESC, keyword COLLATE "C" LIMIT $6)) AS pairs`,
    [windows.previousFrom, windows.from, windows.to, echoFrom, limit, side],
  )
  return {
    painPoints: (row?.points ?? []).map(toPainPoint),
    count: row?.count ?? 0,
    distinct: new Map((row?.distinct ?? []).map(([id, now, before]) => [id, { now, before }])),
    pairs: (row?.pairs ?? []).map(([painPointId, communityId, mentions, previous, sumS]) => ({ painPointId, communityId, mentions, previous, sumS })),
  }
}

type Point = NonNullable<Row['points']>[number]
const toPainPoint = ({ sumS, mentions, previous, firstSeen, lastSeen, ...point }: Point): PainPoint => ({
  ...point,
  mentions,
  previous,
  growth: growth(mentions, previous),
  isNew: isNew(mentions, previous),
  ratio: rateRatio(mentions, previous),
  significant: isSignificant(mentions, previous),
  sentiment: mentions === 0 ? null : sumS / mentions,
  firstSeen,
  lastSeen,
})

/** The same rows with the days of their first and last mention over all time, which the two windows cannot say. */
export async function withSeen(sql: ScopedSql, rows: readonly PainPoint[]): Promise<PainPoint[]> {
  if (rows.length === 0) return []
  const seen = await sql.all<{ id: PainPointId; first: string; last: string }>(
    `SELECT w.id, s.first::text, s.last::text FROM unnest($1::uuid[]) AS w (id) CROSS JOIN LATERAL (
       SELECT min(d.day) AS first, max(d.day) AS last FROM pain_point_days d WHERE ${sql.within('d')} AND d.pain_point_id = w.id) s`,
    [rows.map(({ id }) => id)],
  )
  const daysOf = new Map(seen.map((each) => [each.id, each]))
  return rows.map((row) => {
    const days = daysOf.get(row.id)
    return days === undefined ? row : { ...row, firstSeen: days.first, lastSeen: days.last }
  })
}

/** Top growing (what fell is not in it), or all by volume. */
export const inOrder = (painPoints: readonly PainPoint[], order: 'growing' | 'volume'): PainPoint[] =>
  order === 'growing' ? topGrowing(painPoints) : painPoints.toSorted(byMentions)

export const byMentions = (a: PainPoint, b: PainPoint): number => b.mentions - a.mentions || byText(a.keyword, b.keyword)
