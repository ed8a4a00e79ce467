import { minimumEvidence, type SaidTogether, type StandingPainPoint, synonymsAmong } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { place, touched } from './move-links.ts'

/** Merges what a scope's posts say in other words alone. The scope's row is held. Returns how many count for another one since. */
export async function mergeSynonyms(sql: ScopedSql): Promise<number> {
  const found = synonymsAmong(await readStanding(sql), await readTogether(sql), await countComplaining(sql))
  for (const { from, into, because } of found) {
    const before = await touched(sql, [from, into])
    await sql.run(`UPDATE pain_points SET merged_by = $2 WHERE ${sql.within()} AND id = $1`, [from, because])
    await sql.run(`UPDATE pain_points SET merged_into = $2 WHERE ${sql.within()} AND (id = $1 OR merged_into = $1)`, [from, into])
    await place(sql, before)
  }
  return found.length
}

const readStanding = (sql: ScopedSql): Promise<StandingPainPoint[]> =>
  sql.all<StandingPainPoint>(
    `SELECT p.id, p.keyword, n.threads, coalesce(p.named_by = 'user', false) OR coalesce(p.merged_by = 'user', false) AS settled,
       ARRAY(SELECT m.keyword FROM pain_points m WHERE ${sql.within('m')} AND m.merged_into = p.id ORDER BY 1) AS "alsoFoundAs"
     FROM pain_points p
     JOIN (SELECT l.pain_point_id AS id, count(*)::int AS threads FROM thread_pain_points l WHERE ${sql.within('l')} GROUP BY 1) n ON n.id = p.id
     WHERE ${sql.within('p')} AND p.merged_into IS NULL AND NOT p.hidden ORDER BY p.keyword COLLATE "C"`,
  )

/** Of those that have the evidence for it alone: the pairs of rare ones are the most, and cannot count. */
const readTogether = (sql: ScopedSql): Promise<SaidTogether[]> =>
  sql.all<SaidTogether>(
    `WITH frequent AS MATERIALIZED (
       SELECT l.pain_point_id AS id FROM thread_pain_points l WHERE ${sql.within('l')} GROUP BY 1 HAVING count(*) >= $1)
     SELECT a.pain_point_id AS one, b.pain_point_id AS other, count(*)::int AS threads
     FROM thread_pain_points a
     JOIN thread_pain_points b ON ${sql.within('b')} AND b.thread_id = a.thread_id AND b.pain_point_id > a.pain_point_id
     WHERE ${sql.within('a')} AND a.pain_point_id IN (SELECT id FROM frequent) AND b.pain_point_id IN (SELECT id FROM frequent)
     GROUP BY 1, 2 HAVING count(*) >= $1`,
    [minimumEvidence.subject],
  )

async function countComplaining(sql: ScopedSql): Promise<number> {
  const row = await sql.first<{ total: number }>(`SELECT count(DISTINCT l.thread_id)::int AS total FROM thread_pain_points l WHERE ${sql.within('l')}`)
  return row?.total ?? 0
}
