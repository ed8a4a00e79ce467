import type { ErasureCounts, ThreadId } from '@echoscope/domain'
import { handOver } from '../copies/hand-over.ts'
import type { ScopedSql } from '../session.ts'
import { type Author, foldedName, foldedNameSql } from './author-hash.ts'
import { eraseFromInsights } from './insight-traces.ts'
import { eraseLegacyValues } from './legacy-traces.ts'
import { nothingRemoved, type Removed, removeBarren, removeThreads, together } from './remove-threads.ts'

/** Threads in one transaction: a person with a hundred thousand posts must not hold the scope for minutes. */
export const threadsEach = 2_000

export const emptyCounts: ErasureCounts = {
  threads: 0,
  painPointLinks: 0,
  influencers: 0,
  influencerDays: 0,
  communities: 0,
  painPoints: 0,
  heldBack: 0,
  legacyValues: 0,
}
export const sumOf = (a: ErasureCounts, b: ErasureCounts): ErasureCounts => ({
  threads: a.threads + b.threads,
  painPointLinks: a.painPointLinks + b.painPointLinks,
  influencers: a.influencers + b.influencers,
  influencerDays: a.influencerDays + b.influencerDays,
  communities: a.communities + b.communities,
  painPoints: a.painPoints + b.painPoints,
  // Receipts from before posts were held back know nothing of it.
  heldBack: (a.heldBack ?? 0) + (b.heldBack ?? 0),
  legacyValues: a.legacyValues + b.legacyValues,
})

/** Every spelling of the name that is one person. */
const influencersOf = async (sql: ScopedSql, author: Author): Promise<string[]> => {
  const rows = await sql.all<{ id: string }>(`SELECT i.id FROM influencers i WHERE ${sql.within('i')} AND i.platform = $1 AND ${foldedNameSql('i')} = $2`, [
    author.platform,
    foldedName(author),
  ])
  return rows.map(({ id }) => id)
}

/** What the scope holds of the author. */
export async function countOf(sql: ScopedSql, author: Author): Promise<ErasureCounts> {
  const ids = await influencersOf(sql, author)
  const row = await sql.first<{ threads: number; links: number; days: number; held: number }>(
    `SELECT (SELECT count(*)::int FROM threads t WHERE ${sql.within('t')} AND t.influencer_id = ANY($1::uuid[])) AS threads,
       (SELECT count(*)::int FROM thread_pain_points l JOIN threads t ON ${sql.within('t')} AND t.id = l.thread_id
        WHERE ${sql.within('l')} AND t.influencer_id = ANY($1::uuid[])) AS links,
       (SELECT count(*)::int FROM influencer_days d WHERE ${sql.within('d')} AND d.influencer_id = ANY($1::uuid[])) AS days,
       (SELECT count(*)::int FROM held_back h WHERE ${sql.within('h')} AND h.platform = $2 AND ${foldedNameSql('h')} = $3) AS held`,
    [ids, author.platform, foldedName(author)],
  )
  return {
    ...emptyCounts,
    threads: row?.threads ?? 0,
    painPointLinks: row?.links ?? 0,
    influencers: ids.length,
    influencerDays: row?.days ?? 0,
    heldBack: row?.held ?? 0,
  }
}

/** Removes so many of the author's threads with all that hangs on them; the last part takes their rows and what was kept beside them too. */
export async function eraseSome(sql: ScopedSql, author: Author): Promise<ErasureCounts> {
  const before = await countOf(sql, author)
  const ids = await influencersOf(sql, author)
  const threads = await sql.all<{ id: ThreadId }>(
    `SELECT id FROM threads WHERE ${sql.within()} AND influencer_id = ANY($1::uuid[]) ORDER BY id LIMIT ${threadsEach}`,
    [ids],
  )
  const heldBack = await sql.run(`DELETE FROM held_back h WHERE ${sql.within('h')} AND h.platform = $1 AND ${foldedNameSql('h')} = $2`, [
    author.platform,
    foldedName(author),
  ])
  const legacyValues = await eraseLegacyValues(sql, author, { threads: threads.map(({ id }) => id), influencers: ids })
  await eraseFromInsights(
    sql,
    author,
    threads.map(({ id }) => id),
  )
  await handOver(
    sql,
    threads.map(({ id }) => id),
    new Date(),
  )
  const removed: Removed = await removeThreads(
    sql,
    threads.map(({ id }) => id),
  )
  // One without a thread, as older versions may have left it, goes all the same.
  const rest = await removeBarren(sql, { communities: [], influencers: ids, painPoints: [] })
  const { influencers, communities, painPoints } = together(removed, { ...nothingRemoved, ...rest })
  const after = await countOf(sql, author)
  return {
    threads: removed.threads,
    painPointLinks: before.painPointLinks - after.painPointLinks,
    influencers,
    influencerDays: before.influencerDays - after.influencerDays,
    communities,
    painPoints,
    heldBack,
    legacyValues,
  }
}
