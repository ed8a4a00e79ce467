import { type CommunityId, type InfluencerId, newId, type Post } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'
import { piecesOf, valuesOf } from './values.ts'

/** Names are compared whole and as they are written: no name holds a NUL. */
export const nameKey = (platform: string, name: string): string => `${platform}\0${name}`

interface CommunityRow {
  id: CommunityId
  platform: string
  name: string
  members: number | null
  members_at: Date | null
}
export interface Communities {
  /** Posts that are about to be written: their communities are made where they are missing. */
  readonly needed: readonly Post[]
  /** Every post of the batch: what they say of a known community's members counts when it is newer. */
  readonly seen: readonly Post[]
  readonly at: Date
}

/** Makes sure of the communities in this scope; ids by `nameKey`. */
export async function ensureCommunities(sql: ScopedSql, { needed, seen, at }: Communities): Promise<Map<string, CommunityId>> {
  const wanted = newestReadings(seen)
  const known = await readCommunities(sql, wanted)
  const needs = new Set(needed.map(communityKey))
  const toWrite = wanted.filter((post) => {
    const row = known.get(communityKey(post))
    if (row === undefined) return needs.has(communityKey(post))
    return post.community.members !== null && (row.members_at === null || readAt(post) > row.members_at) && post.community.members !== row.members
  })
  if (toWrite.length === 0) return idsOf(known)
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(toWrite, 10)) {
    const values = valuesOf(
      piece.map((post) => {
        const { name, url, members } = post.community
        return [brandId, campaignId, type, newId(), post.platform, name, url, members, members === null ? null : readAt(post), at]
      }),
    )
    await sql.run(
      `INSERT INTO communities (brand_id, campaign_id, campaign_type, id, platform, name, url, members, members_at, first_collected_at)
       VALUES ${values.text}
       ON CONFLICT (brand_id, campaign_id, platform, name) DO UPDATE SET members = EXCLUDED.members, members_at = EXCLUDED.members_at`,
      values.params,
    )
  }
  return idsOf(await readCommunities(sql, wanted))
}

const communityKey = (post: Post): string => nameKey(post.platform, post.community.name)
const readAt = (post: Post): Date => post.observedAt ?? post.publishedAt
const idsOf = (rows: ReadonlyMap<string, CommunityRow>): Map<string, CommunityId> => new Map([...rows].map(([key, row]) => [key, row.id]))

/** For each community the post that says most lately how many members it has. */
function newestReadings(posts: readonly Post[]): Post[] {
  const newest = new Map<string, Post>()
  for (const post of posts) {
    const before = newest.get(communityKey(post))
    if (before === undefined || before.community.members === null || (post.community.members !== null && readAt(post) > readAt(before)))
      newest.set(communityKey(post), post)
  }
  return [...newest.values()]
}

async function readCommunities(sql: ScopedSql, posts: readonly Post[]): Promise<Map<string, CommunityRow>> {
  if (posts.length === 0) return new Map()
  const rows = await sql.all<CommunityRow>(
    `SELECT c.id, c.platform, c.name, c.members, c.members_at FROM unnest($1::text[], $2::text[]) AS w (platform, name)
     JOIN communities c ON ${sql.within('c')} AND c.platform = w.platform AND c.name = w.name`,
    [posts.map((post) => post.platform), posts.map((post) => post.community.name)],
  )
  return new Map(rows.map((row) => [nameKey(row.platform, row.name), row]))
}

/** Makes sure of the posts' authors in this scope; ids by `nameKey`. */
export async function ensureInfluencers(sql: ScopedSql, posts: readonly Post[]): Promise<Map<string, InfluencerId>> {
  const authors = new Map<string, Author>()
  for (const { platform, author } of posts) if (author !== null) authors.set(nameKey(platform, author), { platform, username: author })
  const wanted = [...authors.values()]
  const known = await readInfluencers(sql, wanted)
  const missing = wanted.filter((each) => !known.has(nameKey(each.platform, each.username)))
  if (missing.length === 0) return known
  const { brandId, campaignId, type } = sql.scope
  const made = new Map(known)
  for (const piece of piecesOf(missing, 7)) {
    // The lease makes this the one writer of the scope, so what is missing is still missing now.
    const ids = piece.map(() => newId<'influencer'>())
    const values = valuesOf(
      piece.map((each, index) => [ids[index], each.platform, each.username, profileUrl(each)]),
      { shared: [brandId, campaignId, type] },
    )
    await sql.run(`INSERT INTO influencers (brand_id, campaign_id, campaign_type, id, platform, username, url) VALUES ${values.text}`, values.params)
    for (const [index, id] of ids.entries()) {
      const author = piece[index]
      if (author !== undefined) made.set(nameKey(author.platform, author.username), id)
    }
  }
  return made
}

interface Author {
  readonly platform: string
  readonly username: string
}

async function readInfluencers(sql: ScopedSql, wanted: readonly Author[]): Promise<Map<string, InfluencerId>> {
  if (wanted.length === 0) return new Map()
  const rows = await sql.all<{ id: InfluencerId } & Author>(
    `SELECT i.id, i.platform, i.username FROM unnest($1::text[], $2::text[]) AS w (platform, username)
     JOIN influencers i ON ${sql.within('i')} AND i.platform = w.platform AND i.username = w.username`,
    [wanted.map((each) => each.platform), wanted.map((each) => each.username)],
  )
  return new Map(rows.map((row) => [nameKey(row.platform, row.username), row.id]))
}

/** Where a person's public posts are read; empty where the platform is not known here. */
function profileUrl({ platform, username }: Author): string {
  const name = encodeURIComponent(username.toWellFormed())
  if (platform === 'reddit') return `https://www.reddit.com/user/${name}`
  if (platform === 'hacker-news') return `https://news.ycombinator.com/user?id=${name}`
  return ''
}
