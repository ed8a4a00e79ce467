import {
  type CommunityId,
  type Influencer,
  type InfluencerId,
  type InfluenceInputs,
  influence,
  influenceLevel,
  influenceParts,
  type InfluencePart,
  influenceWeights,
  stance,
} from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { EchoHistory } from './echo.ts'
import { dayParam, type DayWindow } from './window.ts'

/** What each input of the influence table is called in the query below. */
const columns: Readonly<Record<keyof InfluenceInputs, string>> = {
  posts: 'a.posts',
  comments: 'a.comments',
  meanComments: '(a.comments / a.posts)',
  meanScore: '(a.score_sum / a.posts)',
  communities: 'a.communities',
  mentions: 'a.mentions',
  mentionRate: '(a.mentions / a.posts)',
  sentiment: 'a.sentiment',
  echo: 'a.echo',
}

/** Influence in SQL, written from the domain's table of parts, so that thousands of authors can be ranked where they are stored. */
export const influenceSql: string = Object.entries(influenceParts)
  .map(([name, terms]) => {
    const part = terms.map(
      ({ weight, input, offset, full }) => `coalesce(${weight} * least(1, greatest(0, ${columns[input]} + ${offset}) / ${full}::float8), 0)`,
    )
    return `${influenceWeights[name as InfluencePart]} * (${part.join(' + ')})`
  })
  .join(' + ')

interface Row {
  id: InfluencerId
  username: string
  platform: string
  url: string
  posts: number
  comments: number
  score_sum: number
  engagement: number
  communities: number
  names: string[]
  mentions: number
  sentiment: number | null
  echo: number
  total: number
}

export interface InfluencerList {
  /** The pulse: by influence, engagement, name. */
  readonly rows: readonly Influencer[]
  readonly total: number
}

/** Authors of the window; an unknown or deleted author is nobody's. Echo is that of the window's last day. */
export async function readInfluencers(sql: ScopedSql, window: DayWindow, echo: EchoHistory, limit: number): Promise<InfluencerList> {
  const scores = echo.communities.map((id: CommunityId) => echo.on(id, window.to - 1)?.score ?? 0)
  const rows = await sql.all<Row>(
    `WITH echo AS (SELECT * FROM unnest($1::uuid[], $2::float8[]) AS e (community_id, score)),
     a AS (
       SELECT d.influencer_id, sum(d.posts)::float8 AS posts, sum(d.comments_sum)::float8 AS comments, sum(d.score_sum)::float8 AS score_sum,
         sum(d.engagement)::float8 AS engagement, sum(d.mentions)::float8 AS mentions, count(DISTINCT d.community_id)::float8 AS communities,
         array_agg(DISTINCT d.community_id) AS community_ids,
         sum(d.brand_sentiment_sum) / nullif(sum(d.brand_sentiment_n), 0) AS sentiment, coalesce(max(e.score), 0) AS echo
       FROM influencer_days d LEFT JOIN echo e ON e.community_id = d.community_id
       WHERE ${sql.within('d')} AND d.day >= $3::date AND d.day < $4::date GROUP BY d.influencer_id),
     best AS (
       SELECT a.*, ${influenceSql} AS influence, (count(*) OVER ())::int AS total FROM a
       ORDER BY influence DESC, engagement DESC LIMIT $5)
     SELECT i.id, i.username, i.platform, i.url, b.posts, b.comments, b.score_sum, b.engagement, b.communities, b.mentions, b.sentiment, b.echo, b.total,
       (SELECT array_agg(c.name ORDER BY c.name COLLATE "C") FROM communities c WHERE ${sql.within('c')} AND c.id = ANY(b.community_ids)) AS names
     FROM best b JOIN influencers i ON ${sql.within('i')} AND i.id = b.influencer_id
     ORDER BY b.influence DESC, b.engagement DESC, i.username COLLATE "C"`,
    [echo.communities, scores, dayParam(window.from), dayParam(window.to), limit],
  )
  return { rows: rows.map(toInfluencer), total: rows[0]?.total ?? 0 }
}

/** What is shown is computed by the domain from the row; SQL only chose and ordered. */
function toInfluencer(row: Row): Influencer {
  const parts = influence({
    posts: row.posts,
    comments: row.comments,
    meanComments: row.comments / row.posts,
    meanScore: row.score_sum / row.posts,
    communities: row.communities,
    mentions: row.mentions,
    mentionRate: row.mentions / row.posts,
    sentiment: row.sentiment,
    echo: row.echo,
  })
  return {
    id: row.id,
    username: row.username,
    platform: row.platform,
    url: row.url,
    posts: row.posts,
    engagement: row.engagement,
    communities: row.names,
    sentiment: row.sentiment,
    reach: Math.round(parts.reach),
    authority: Math.round(parts.authority),
    advocacy: Math.round(parts.advocacy),
    relevance: Math.round(parts.relevance),
    influence: Math.round(parts.influence),
    level: influenceLevel(parts.influence),
    stance: stance(parts.influence, row.sentiment),
  }
}
