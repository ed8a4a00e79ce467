import { dayString, type Range, type ThreadId } from '@echoscope/domain'
import { onDays } from '../day-zone.ts'
import type { ScopedSql } from '../session.ts'

/** A thread as a writer may read it. */
export interface Excerpt {
  readonly threadId: ThreadId
  readonly community: string
  readonly title: string
  readonly body: string
  readonly painPoints: readonly string[]
}

/** The threads of the range that speak for it: of each of the most named pain points the ones most answered, then the most answered of all. */
export function readExcerpts(
  sql: ScopedSql,
  range: Range,
  { painPointIds, each, most }: { painPointIds: readonly string[]; each: number; most: number },
): Promise<Excerpt[]> {
  return sql.all<Excerpt>(
    `WITH t AS (
       SELECT t.id, t.title, t.body, t.community_id, t.engagement FROM threads t
       WHERE ${sql.within('t')} AND ${onDays('$1', '$2')} AND t.gone IS NULL),
     named AS (
       SELECT l.thread_id AS id, row_number() OVER (PARTITION BY l.pain_point_id ORDER BY t.engagement DESC, t.id) AS place
       FROM thread_pain_points l JOIN t ON t.id = l.thread_id WHERE ${sql.within('l')} AND l.pain_point_id = ANY($3::uuid[])),
     chosen AS (
       SELECT id, 0 AS rank FROM named WHERE place <= $4
       UNION ALL (SELECT id, 1 FROM t ORDER BY engagement DESC, id LIMIT $5))
     SELECT t.id AS "threadId", c.name AS community, t.title, t.body,
       ARRAY(SELECT coalesce(p.name, p.keyword) FROM thread_pain_points l JOIN pain_points p ON ${sql.within('p')} AND p.id = l.pain_point_id
             WHERE ${sql.within('l')} AND l.thread_id = t.id ORDER BY 1) AS "painPoints"
     FROM t JOIN (SELECT id, min(rank) AS rank FROM chosen GROUP BY id) k ON k.id = t.id
     JOIN communities c ON ${sql.within('c')} AND c.id = t.community_id
     ORDER BY k.rank, t.engagement DESC, t.id LIMIT $5`,
    [dayString(range.from), dayString(range.to), painPointIds, each, most],
  )
}
