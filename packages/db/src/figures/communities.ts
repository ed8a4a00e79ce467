import { byEcho, type Community, type CommunityId, echoChange } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { EchoHistory } from './echo.ts'
import { dayParam, type DayWindow } from './window.ts'

interface Row {
  id: CommunityId
  name: string
  platform: string
  url: string
  members: number | null
  threads: number
  engagement: number
  sentiment_sum: number
}
interface VoiceRow {
  community_id: CommunityId
  username: string
  url: string
  threads: number
  engagement: number
}

export interface CommunityList {
  /** The watchlist: active communities by echo score, engagement, name. */
  readonly rows: readonly Community[]
  readonly total: number
}

/** Active communities: at least one thread in the thirty days that end with the window's last day. Threads, engagement and sentiment are the window's. */
export async function readCommunities(sql: ScopedSql, window: DayWindow, echo: EchoHistory, limit: number): Promise<CommunityList> {
  const active = echo.communities.filter((id) => echo.on(id, window.to - 1) !== null)
  const rows = await sql.all<Row>(
    `SELECT c.id, c.name, c.platform, c.url, c.members, coalesce(d.threads, 0) AS threads, coalesce(d.engagement, 0) AS engagement,
       coalesce(d.sentiment_sum, 0) AS sentiment_sum
     FROM communities c
     LEFT JOIN (SELECT community_id, sum(threads)::int AS threads, sum(engagement)::float8 AS engagement, sum(sentiment_sum) AS sentiment_sum
                FROM community_days WHERE ${sql.within()} AND day >= $2::date AND day < $3::date GROUP BY community_id) d ON d.community_id = c.id
     WHERE ${sql.within('c')} AND c.id = ANY($1::uuid[])`,
    [active, dayParam(window.from), dayParam(window.to)],
  )
  const ranked = rows
    .flatMap((row) => {
      const today = echo.on(row.id, window.to - 1)
      return today === null ? [] : [{ ...row, today, echoScore: today.score }]
    })
    .sort(byEcho)
  const shown = ranked.slice(0, limit)
  const voices = await readKeyVoices(
    sql,
    window,
    shown.map((row) => row.id),
  )
  return {
    total: ranked.length,
    rows: shown.map((row, index) => ({
      id: row.id,
      rank: index + 1,
      name: row.name,
      platform: row.platform,
      url: row.url,
      members: row.members,
      echoScore: row.echoScore,
      echoChange: echoChange(row.echoScore, echo.on(row.id, window.from - 1)?.score ?? null),
      echoParts: row.today.parts,
      threads: row.threads,
      engagement: row.engagement,
      sentiment: row.threads === 0 ? null : row.sentiment_sum / row.threads,
      keyVoice: voices.get(row.id) ?? null,
    })),
  }
}

/** The author with most engagement in each community in the window; ties by threads, then name. */
async function readKeyVoices(sql: ScopedSql, window: DayWindow, communities: readonly CommunityId[]): Promise<Map<CommunityId, Community['keyVoice']>> {
  const rows = await sql.all<VoiceRow>(
    `SELECT DISTINCT ON (a.community_id) a.community_id, i.username, i.url, a.threads, a.engagement
     FROM (SELECT community_id, influencer_id, sum(posts)::int AS threads, sum(engagement)::float8 AS engagement FROM influencer_days
           WHERE ${sql.within()} AND day >= $2::date AND day < $3::date AND community_id = ANY($1::uuid[]) GROUP BY 1, 2) a
     JOIN influencers i ON ${sql.within('i')} AND i.id = a.influencer_id
     ORDER BY a.community_id, a.engagement DESC, a.threads DESC, i.username COLLATE "C"`,
    [communities, dayParam(window.from), dayParam(window.to)],
  )
  return new Map(rows.map(({ community_id, ...voice }) => [community_id, voice]))
}
