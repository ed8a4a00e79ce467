import { type Community, type CommunityId, growth, type Heatmap, heatLevel, heatmapSide, type PainPoint, type PainPointId } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { dayParam, type DayWindow } from './window.ts'

interface Row {
  community_id: CommunityId
  pain_point_id: PainPointId
  mentions: number
  previous: number
  sentiment_sum: number | null
}

/** At most 8 communities by echo score × at most 8 pain points by mentions; every cell of the matrix, the empty ones too. */
export async function readHeatmap(
  sql: ScopedSql,
  window: DayWindow,
  lists: { readonly communities: readonly Community[]; readonly painPoints: readonly PainPoint[] },
): Promise<Heatmap> {
  const communities = lists.communities.slice(0, heatmapSide)
  const painPoints = lists.painPoints.filter((painPoint) => painPoint.mentions > 0).slice(0, heatmapSide)
  const rows = await sql.all<Row>(
    `SELECT community_id, pain_point_id, coalesce(sum(mentions) FILTER (WHERE day >= $4::date), 0)::int AS mentions,
       coalesce(sum(mentions) FILTER (WHERE day < $4::date), 0)::int AS previous, sum(sentiment_sum) FILTER (WHERE day >= $4::date) AS sentiment_sum
     FROM pain_point_days
     WHERE ${sql.within()} AND community_id = ANY($1::uuid[]) AND pain_point_id = ANY($2::uuid[]) AND day >= $3::date AND day < $5::date
     GROUP BY 1, 2`,
    [communities.map(({ id }) => id), painPoints.map(({ id }) => id), dayParam(window.previousFrom), dayParam(window.from), dayParam(window.to)],
  )
  const largest = Math.max(0, ...rows.map((row) => row.mentions))
  const byKey = new Map(rows.map((row) => [`${row.community_id} ${row.pain_point_id}`, row]))
  return {
    communities: communities.map(({ id, name, platform }) => ({ id, name, platform })),
    painPoints: painPoints.map(({ id, keyword }) => ({ id, keyword })),
    cells: communities.flatMap((community) =>
      painPoints.map((painPoint) => {
        const row = byKey.get(`${community.id} ${painPoint.id}`)
        const [mentions, previous] = [row?.mentions ?? 0, row?.previous ?? 0]
        return {
          communityId: community.id,
          painPointId: painPoint.id,
          mentions,
          previous,
          growth: growth(mentions, previous),
          sentiment: mentions === 0 || row?.sentiment_sum == null ? null : row.sentiment_sum / mentions,
          heatLevel: heatLevel(mentions, largest),
        }
      }),
    ),
  }
}
