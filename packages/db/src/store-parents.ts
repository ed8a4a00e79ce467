import { type CommunityId, type InfluencerId, newId, type PainPointId, type Post } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'
import type { ThreadRow } from './store.ts'
import { piecesOf, valuesOf } from './values.ts'

interface CommunityRow {
  id: CommunityId
  platform: string
  name: string
  members: number | null
  members_at: Date | null
}

/** Makes sure of the posts' communities in this scope; ids by `platform name`. A member count is replaced by a newer one only. */
export async function writeCommunities(sql: ScopedSql, posts: readonly Post[], at: Date): Promise<Map<string, CommunityId>> {
  const newest = new Map<string, Post>()
  for (const post of posts) {
    const key = `${post.platform} ${post.community.name}`
    const before = newest.get(key)
    if (before === undefined || before.community.members === null || (post.community.members !== null && readAt(post) > readAt(before))) newest.set(key, post)
  }
  const wanted = [...newest.values()]
  const known = await readCommunities(sql, wanted)
  const missingOrNewer = wanted.filter((post) => {
    const row = known.get(`${post.platform} ${post.community.name}`)
    if (row === undefined) return true
    return post.community.members !== null && post.community.members !== row.members && (row.members_at === null || readAt(post) > row.members_at)
  })
  if (missingOrNewer.length === 0) return new Map([...known].map(([key, row]) => [key, row.id]))
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(missingOrNewer, 10)) {
    const values = valuesOf(
      piece.map((post) => [
        brandId,
        campaignId,
        type,
        newId(),
        post.platform,
        post.community.name,
        post.community.url,
        post.community.members,
        post.community.members === null ? null : readAt(post),
        at,
      ]),
    )
    await sql.run(
      `INSERT INTO communities (brand_id, campaign_id, campaign_type, id, platform, name, url, members, members_at, first_collected_at)
       VALUES ${values.text}
       ON CONFLICT (brand_id, campaign_id, platform, name) DO UPDATE SET members = EXCLUDED.members, members_at = EXCLUDED.members_at`,
      values.params,
    )
  }
  return new Map([...(await readCommunities(sql, wanted))].map(([key, row]) => [key, row.id]))
}

const readAt = (post: Post): Date => post.observedAt ?? post.publishedAt

async function readCommunities(sql: ScopedSql, posts: readonly Post[]): Promise<Map<string, CommunityRow>> {
  const rows = await sql.all<CommunityRow>(
    `SELECT c.id, c.platform, c.name, c.members, c.members_at FROM unnest($1::text[], $2::text[]) AS w (platform, name)
     JOIN communities c ON ${sql.within('c')} AND c.platform = w.platform AND c.name = w.name`,
    [posts.map((post) => post.platform), posts.map((post) => post.community.name)],
  )
  return new Map(rows.map((row) => [`${row.platform} ${row.name}`, row]))
}

/** Makes sure of the posts' authors in this scope; ids by `platform username`. */
export async function writeInfluencers(sql: ScopedSql, posts: readonly Post[]): Promise<Map<string, InfluencerId>> {
  const authors = new Map<string, { platform: string; username: string; url: string }>()
  for (const { platform, author } of posts) {
    if (author !== null) authors.set(`${platform} ${author}`, { platform, username: author, url: profileUrl(platform, author) })
  }
  const wanted = [...authors.values()]
  const known = await readInfluencers(sql, wanted)
  const missing = wanted.filter((each) => !known.has(`${each.platform} ${each.username}`))
  if (missing.length === 0) return known
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(missing, 7)) {
    const values = valuesOf(piece.map((each) => [brandId, campaignId, type, newId(), each.platform, each.username, each.url]))
    await sql.run(
      `INSERT INTO influencers (brand_id, campaign_id, campaign_type, id, platform, username, url) VALUES ${values.text} ON CONFLICT DO NOTHING`,
      values.params,
    )
  }
  return readInfluencers(sql, wanted)
}

async function readInfluencers(sql: ScopedSql, wanted: readonly { platform: string; username: string }[]): Promise<Map<string, InfluencerId>> {
  const rows = await sql.all<{ id: InfluencerId; platform: string; username: string }>(
    `SELECT i.id, i.platform, i.username FROM unnest($1::text[], $2::text[]) AS w (platform, username)
     JOIN influencers i ON ${sql.within('i')} AND i.platform = w.platform AND i.username = w.username`,
    [wanted.map((each) => each.platform), wanted.map((each) => each.username)],
  )
  return new Map(rows.map((row) => [`${row.platform} ${row.username}`, row.id]))
}

/** Where a person's public posts are read; empty where the platform is not known here. */
function profileUrl(platform: string, username: string): string {
  const name = encodeURIComponent(username)
  if (platform === 'reddit') return `https://www.reddit.com/user/${name}`
  if (platform === 'hacker-news') return `https://news.ycombinator.com/user?id=${name}`
  return ''
}

/** Makes the links of these threads what their analysis says now: keywords made where new, links no longer found taken away. */
export async function writePainPoints(sql: ScopedSql, rows: readonly ThreadRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql.run(`DELETE FROM thread_pain_points WHERE ${sql.within()} AND thread_id = ANY($1::uuid[])`, [rows.map((row) => row.id)])
  const links = rows.flatMap((row) => row.painPoints.map((tag) => ({ threadId: row.id, tag })))
  if (links.length === 0) return
  const ids = await ensurePainPoints(sql, [...new Set(links.map(({ tag }) => tag.keyword))])
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(links, 8)) {
    const values = valuesOf(piece.map(({ threadId, tag }) => [brandId, campaignId, type, threadId, ids.get(tag.keyword), tag.field, tag.start, tag.end]))
    await sql.run(
      `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end)
       VALUES ${values.text} ON CONFLICT DO NOTHING`,
      values.params,
    )
  }
}

async function ensurePainPoints(sql: ScopedSql, keywords: readonly string[]): Promise<Map<string, PainPointId>> {
  const read = async () =>
    new Map(
      (
        await sql.all<{ id: PainPointId; keyword: string }>(`SELECT id, keyword FROM pain_points WHERE ${sql.within()} AND keyword = ANY($1::text[])`, [
          keywords,
        ])
      ).map((row) => [row.keyword, row.id]),
    )
  const known = await read()
  const missing = keywords.filter((keyword) => !known.has(keyword))
  if (missing.length === 0) return known
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(missing, 5)) {
    const values = valuesOf(piece.map((keyword) => [brandId, campaignId, type, newId(), keyword]))
    await sql.run(`INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ${values.text} ON CONFLICT DO NOTHING`, values.params)
  }
  return read()
}
