import {
  byInfluence,
  type Community,
  type CommunityId,
  influence,
  type InfluenceInputs,
  influenceLevel,
  type Influencer,
  type InfluencerId,
  stance,
} from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { influenceSql } from './influence-sql.ts'
import type { Windows } from './windows.ts'

export type KeyVoice = NonNullable<Community['keyVoice']>
export interface Voices {
  readonly influencers: readonly Influencer[]
  /** Authors with a post in the range. */
  readonly count: number
  readonly keyVoices: ReadonlyMap<CommunityId, KeyVoice>
}
interface Author extends Omit<InfluenceInputs, 'communities'> {
  readonly id: InfluencerId
  readonly username: string
  readonly platform: string
  readonly url: string
  readonly engagement: number
  readonly communities: readonly string[]
}
interface Row {
  readonly count: number
  readonly top: readonly Author[] | null
  readonly voices: readonly (KeyVoice & { readonly communityId: CommunityId })[] | null
}
export interface VoicesAsked {
  /** Echo score of every active community at the end of the range. */
  readonly echo: ReadonlyMap<CommunityId, number>
  /** Communities to find the key voice of. */
  readonly watched: readonly CommunityId[]
  readonly limit: number
}

const ranking = influenceSql({
  posts: 'posts',
  comments: 'comments',
  meanComments: 'comments / posts',
  meanScore: 'score / posts',
  communities: 'communities',
  mentions: 'mentions',
  mentionRate: 'mentions / posts',
  sentiment: 'sentiment_sum / nullif(sentiment_n, 0)',
  echo: 'echo',
})

/**
 * Authors of the range, ranked in SQL by the domain's table, and the author with most engagement in each watched community (then more
 * posts, then the name). A post whose source hides its score counts 0 in the mean score. Posts without an author are in neither.
 */
export async function readVoices(sql: ScopedSql, windows: Windows, { echo, watched, limit }: VoicesAsked): Promise<Voices> {
  const row = await sql.first<Row>(
    `WITH places AS MATERIALIZED (
       SELECT influencer_id, community_id, sum(posts)::float8 AS posts, sum(score_sum::float8) AS score, sum(comments_sum::float8) AS comments,
         sum(engagement::float8) AS engagement, sum(mentions)::float8 AS mentions, sum(brand_sentiment_sum) AS sentiment_sum, sum(brand_sentiment_n)::float8 AS sentiment_n
       FROM influencer_days WHERE ${sql.within()} AND day >= $1 AND day < $2 GROUP BY influencer_id, community_id
     ), ranked AS MATERIALIZED (
       SELECT * FROM (
         SELECT *, ${ranking} AS influence, count(*) OVER () AS authors FROM (
           SELECT influencer_id, sum(posts) AS posts, sum(score) AS score, sum(comments) AS comments, sum(engagement) AS engagement, sum(mentions) AS mentions,
             sum(sentiment_sum) AS sentiment_sum, sum(sentiment_n) AS sentiment_n, count(*)::float8 AS communities, coalesce(max(e.score_now), 0) AS echo
           FROM places LEFT JOIN unnest($3::uuid[], $4::float8[]) AS e (id, score_now) ON e.id = places.community_id GROUP BY influencer_id) a) r
       ORDER BY influence DESC, engagement DESC FETCH FIRST $5 ROWS WITH TIES
     ), top AS (
       SELECT r.*, i.id, i.username, i.platform, i.url FROM ranked r JOIN influencers i ON ${sql.within('i')} AND i.id = r.influencer_id
       ORDER BY r.influence DESC, r.engagement DESC, i.username COLLATE "C" LIMIT $5
     )
     SELECT coalesce((SELECT authors::int FROM ranked LIMIT 1), 0) AS count,
       (SELECT json_agg(json_build_object('id', id, 'username', username, 'platform', platform, 'url', url, 'engagement', engagement, 'posts', posts,
          'comments', comments, 'meanComments', comments / posts, 'meanScore', score / posts, 'mentions', mentions, 'mentionRate', mentions / posts,
          'sentiment', sentiment_sum / nullif(sentiment_n, 0), 'echo', echo, 'communities', names)) FROM top
        JOIN (SELECT p.influencer_id, json_agg(c.name ORDER BY p.posts DESC, c.name COLLATE "C") AS names
              FROM places p JOIN communities c ON ${sql.within('c')} AND c.id = p.community_id
              WHERE p.influencer_id IN (SELECT id FROM top) GROUP BY p.influencer_id) n ON n.influencer_id = top.id) AS top,
       (SELECT json_agg(json_build_object('communityId', v.community_id, 'username', v.username, 'url', v.url, 'threads', v.posts, 'engagement', v.engagement))
        FROM (SELECT DISTINCT ON (p.community_id) p.community_id, i.username, i.url, p.posts, p.engagement
              FROM (SELECT community_id, max(ARRAY[engagement, posts]) AS best FROM places WHERE community_id = ANY ($6::uuid[]) GROUP BY community_id) m
              JOIN places p ON p.community_id = m.community_id AND p.engagement = m.best[1] AND p.posts = m.best[2]
              JOIN influencers i ON ${sql.within('i')} AND i.id = p.influencer_id
              ORDER BY p.community_id, i.username COLLATE "C") v) AS voices`,
    [windows.from, windows.to, [...echo.keys()], [...echo.values()], limit, watched],
  )
  return {
    count: row?.count ?? 0,
    influencers: (row?.top ?? []).map(toInfluencer).sort(byInfluence),
    keyVoices: new Map((row?.voices ?? []).map(({ communityId, ...voice }) => [communityId, voice])),
  }
}

function toInfluencer(author: Author): Influencer {
  const { id, username, platform, url, posts, engagement, communities, sentiment } = author
  const parts = influence({ ...author, communities: communities.length })
  return {
    id,
    username,
    platform,
    url,
    posts,
    engagement,
    communities,
    sentiment,
    ...parts,
    level: influenceLevel(parts.influence),
    stance: stance(parts.influence, sentiment),
  }
}
