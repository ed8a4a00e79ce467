import type { CommunityId, ThreadId } from '@echoscope/domain'
import { recomputeDays } from '../rollups.ts'
import type { ScopedSql } from '../session.ts'

/** What went with some threads, by table. */
export interface Removed {
  readonly threads: number
  readonly communities: number
  readonly influencers: number
  readonly painPoints: number
}
export const nothingRemoved: Removed = { threads: 0, communities: 0, influencers: 0, painPoints: 0 }
export const together = (a: Removed, b: Removed): Removed => ({
  threads: a.threads + b.threads,
  communities: a.communities + b.communities,
  influencers: a.influencers + b.influencers,
  painPoints: a.painPoints + b.painPoints,
})

/** Deletes threads with their links, makes the roll-ups of their days what is left, and takes away the parents that nothing names any more. */
export async function removeThreads(sql: ScopedSql, ids: readonly ThreadId[]): Promise<Removed> {
  if (ids.length === 0) return nothingRemoved
  const rows = await sql.all<{ community_id: CommunityId; day: string; influencer_id: string | null }>(
    `SELECT community_id, day::text AS day, influencer_id FROM threads WHERE ${sql.within()} AND id = ANY($1::uuid[])`,
    [ids],
  )
  const named = await sql.all<{ id: string }>(
    `SELECT coalesce(l.found_as, l.pain_point_id) AS id FROM thread_pain_points l WHERE ${sql.within('l')} AND l.thread_id = ANY($1::uuid[])
     UNION SELECT l.pain_point_id FROM thread_pain_points l WHERE ${sql.within('l')} AND l.thread_id = ANY($1::uuid[])
     UNION SELECT a.pain_point_id FROM pain_point_links_aside a WHERE ${sql.within('a')} AND a.thread_id = ANY($1::uuid[])`,
    [ids],
  )
  const threads = await sql.run(`DELETE FROM threads WHERE ${sql.within()} AND id = ANY($1::uuid[])`, [ids])
  await recomputeDays(
    sql,
    rows.map(({ community_id, day }) => ({ communityId: community_id, day })),
  )
  return {
    threads,
    ...(await removeBarren(sql, { communities: rows.map((row) => row.community_id), influencers: idsIn(rows), painPoints: named.map(({ id }) => id) })),
  }
}

const idsIn = (rows: readonly { influencer_id: string | null }[]): string[] => rows.flatMap(({ influencer_id }) => influencer_id ?? [])

/** Of these parents, those without a thread. */
export async function removeBarren(
  sql: ScopedSql,
  of: { readonly communities: readonly string[]; readonly influencers: readonly string[]; readonly painPoints: readonly string[] },
): Promise<Omit<Removed, 'threads'>> {
  const barren = (table: string, child: string, column: string): string =>
    `DELETE FROM ${table} p WHERE ${sql.within('p')} AND p.id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM ${child} c WHERE ${sql.within('c')} AND c.${column} = p.id)`
  // What users said of a pain point is kept, also while no thread names it; what a model called it, and what the posts' own words merged, goes with the posts.
  const barrenPainPoints = `${barren('pain_points', 'thread_pain_points', 'pain_point_id')}
    AND (p.named_by = 'model' OR (p.named_by IS NULL AND p.name IS NULL)) AND NOT p.hidden
    AND NOT EXISTS (SELECT FROM pain_points m WHERE ${sql.within('m')} AND m.merged_into = p.id)
    AND NOT EXISTS (SELECT FROM thread_pain_points f WHERE ${sql.within('f')} AND f.found_as = p.id)
    AND NOT EXISTS (SELECT FROM pain_point_links_aside a WHERE ${sql.within('a')} AND a.pain_point_id = p.id)`
  const painPoints = [[...new Set(of.painPoints)]]
  const merged = await sql.run(`${barrenPainPoints} AND p.merged_into IS NOT NULL AND p.merged_by IN ('same_words', 'said_together')`, painPoints)
  return {
    // What others counted for goes after them.
    painPoints: merged + (await sql.run(`${barrenPainPoints} AND p.merged_into IS NULL`, painPoints)),
    influencers: await sql.run(barren('influencers', 'threads', 'influencer_id'), [[...new Set(of.influencers)]]),
    communities: await sql.run(barren('communities', 'threads', 'community_id'), [[...new Set(of.communities)]]),
  }
}
