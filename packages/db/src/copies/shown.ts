import type { ThreadCopies, ThreadId } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'

interface Row {
  thread: ThreadId
  n: number
  platform: string
  externalId: string
  community: string
  author: string | null
  url: string
  published_at: Date
  likeness: number
}
const mostPlaces = 20

/** The copies of these threads, as they are shown with them. */
export async function copiesShown(sql: ScopedSql, threads: readonly ThreadId[]): Promise<Map<ThreadId, ThreadCopies>> {
  const rows = await sql.all<Row>(
    `SELECT * FROM (
       SELECT h.copy_of AS thread, count(*) OVER (PARTITION BY h.copy_of)::int AS n, h.platform, h.external_id AS "externalId", h.community, h.username AS author, h.url,
         h.published_at, h.likeness, row_number() OVER (PARTITION BY h.copy_of ORDER BY h.published_at, h.id) AS place
       FROM held_back h WHERE ${sql.within('h')} AND h.copy_of = ANY($1::uuid[])) c
     WHERE c.place <= ${mostPlaces} ORDER BY c.place`,
    [threads],
  )
  return new Map(
    [...Map.groupBy(rows, ({ thread }) => thread)].map(([thread, own]) => [
      thread,
      {
        count: own[0]?.n ?? 0,
        places: own.map(({ platform, externalId, community, author, url, published_at, likeness }) => ({
          platform,
          externalId,
          community,
          author,
          url,
          publishedAt: published_at.toISOString(),
          likeness,
        })),
      },
    ]),
  )
}
