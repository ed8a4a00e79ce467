import type { CommunityId, PainPointId } from '@echoscope/domain'
import { recomputeDays } from '../rollups.ts'
import type { ScopedSql } from '../session.ts'
import { type Choice, choiceColumns, type FoundLink, placeLinks } from './place-links.ts'

export interface Touched {
  /** The keywords' own pain points whose links may move. */
  readonly originals: readonly PainPointId[]
  readonly links: readonly (Omit<FoundLink, 'choice'> & { readonly original: PainPointId })[]
}

/**
 * Takes away every link of these pain points, of what they count for and of all that counts for it, to be placed again: which of two links of a thread counts is
 * decided among all of them.
 */
export async function touched(sql: ScopedSql, ids: readonly PainPointId[]): Promise<Touched> {
  const rows = await sql.all<{ id: PainPointId }>(
    `WITH roots AS (SELECT coalesce(p.merged_into, p.id) AS id FROM pain_points p WHERE ${sql.within('p')} AND p.id = ANY($1::uuid[]))
     SELECT p.id FROM pain_points p WHERE ${sql.within('p')}
     AND (p.id = ANY($1::uuid[]) OR p.id IN (SELECT id FROM roots) OR p.merged_into = ANY($1::uuid[]) OR p.merged_into IN (SELECT id FROM roots))`,
    [ids],
  )
  const originals = rows.map(({ id }) => id)
  const columns = 'thread_id AS "threadId", field, span_start AS start, span_end AS "end"'
  const links = await sql.all<Touched['links'][number]>(
    `DELETE FROM thread_pain_points WHERE ${sql.within()} AND coalesce(found_as, pain_point_id) = ANY($1::uuid[])
     RETURNING coalesce(found_as, pain_point_id) AS original, ${columns}`,
    [originals],
  )
  const aside = await sql.all<Touched['links'][number]>(
    `DELETE FROM pain_point_links_aside WHERE ${sql.within()} AND pain_point_id = ANY($1::uuid[]) RETURNING pain_point_id AS original, ${columns}`,
    [originals],
  )
  return { originals, links: [...links, ...aside] }
}

/** Links where the choices of now put them, and the days of their threads counted again. */
export async function place(sql: ScopedSql, { originals, links }: Touched): Promise<void> {
  const rows = await sql.all<Choice>(
    `SELECT ${choiceColumns((alias) => sql.within(alias))} FROM pain_points p WHERE ${sql.within('p')} AND p.id = ANY($1::uuid[])`,
    [originals],
  )
  const choices = new Map(rows.map((choice) => [choice.id, choice]))
  // In the order of the text, so that the same choices put the same link first whatever was chosen before.
  const inOrder = links.toSorted(
    (a, b) => (a.field === b.field ? 0 : a.field === 'title' ? -1 : 1) || (a.start ?? 0) - (b.start ?? 0) || (a.original < b.original ? -1 : 1),
  )
  await placeLinks(
    sql,
    inOrder.flatMap(({ original, ...link }) => {
      const choice = choices.get(original)
      return choice === undefined ? [] : [{ ...link, choice }]
    }),
  )
  const days = await sql.all<{ communityId: CommunityId; day: string }>(
    `SELECT DISTINCT t.community_id AS "communityId", t.day::text AS day FROM threads t WHERE ${sql.within('t')} AND t.id = ANY($1::uuid[])`,
    [[...new Set(links.map(({ threadId }) => threadId))]],
  )
  await recomputeDays(sql, days)
}
