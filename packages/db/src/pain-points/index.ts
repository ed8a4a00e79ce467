import { DomainError, notFound, type PainPointChoice, type PainPointId, type Scope } from '@echoscope/domain'
import { lockScope } from '../lock-scope.ts'
import { recomputeDays } from '../rollups.ts'
import type { ScopedSql, Sessions } from '../session.ts'
import { type Choice, choiceColumns, type FoundLink, placeLinks } from './place-links.ts'

/** What users say of the pain points of a scope. Each choice counts at once, for all threads there are, and for those that come. */
export interface PainPointChoices {
  /** Another name to show; null: the keyword again. No model names it from then on. `name_taken` where another one of the scope is shown under it. */
  rename(scope: Scope, id: PainPointId, name: string | null): Promise<void>
  /** From now on `id` counts for `into`, with all that was merged into it; a thread that names both counts once. */
  merge(scope: Scope, id: PainPointId, into: PainPointId): Promise<void>
  /** Takes it out of what it was merged into. `wrong_state` where it is merged into none. */
  split(scope: Scope, id: PainPointId): Promise<void>
  /** Shown nowhere and counted for nothing, with all that is merged into it; or shown again. */
  hide(scope: Scope, id: PainPointId, hidden: boolean): Promise<void>
  /** Every pain point with a choice. */
  list(scope: Scope): Promise<PainPointChoice[]>
}

interface Row {
  readonly id: PainPointId
  readonly keyword: string
  readonly name: string | null
  readonly named_by: 'user' | 'model' | null
  readonly hidden: boolean
  readonly merged_into: PainPointId | null
}

export function createPainPointChoices(sessions: Sessions): PainPointChoices {
  /** Nobody else writes links of the scope meanwhile. */
  const held = (scope: Scope, work: (sql: ScopedSql) => Promise<unknown>): Promise<void> =>
    sessions.inScope(scope, async (sql) => {
      await lockScope(sql)
      await work(sql)
    })
  return {
    rename: (scope, id, name) =>
      held(scope, async (sql) => {
        const own = await find(sql, id)
        if (name !== null) await requireFree(sql, own, name)
        await sql.run(`UPDATE pain_points SET name = $2, named_by = 'user' WHERE ${sql.within()} AND id = $1`, [id, name === own.keyword ? null : name])
      }),
    merge: (scope, id, into) =>
      held(scope, async (sql) => {
        const [own, other] = [await find(sql, id), await find(sql, into)]
        const target = other.merged_into ?? other.id
        if (target === own.id)
          throw new DomainError('wrong_state', 'These two are one already, or the other is merged into this one. Split it first to turn them round.')
        const before = await touched(sql, [own.id, target])
        await sql.run(`UPDATE pain_points SET merged_into = $2 WHERE ${sql.within()} AND (id = $1 OR merged_into = $1)`, [own.id, target])
        await place(sql, before)
      }),
    split: (scope, id) =>
      held(scope, async (sql) => {
        const own = await find(sql, id)
        if (own.merged_into === null) throw new DomainError('wrong_state', 'This pain point is merged into no other.')
        const before = await touched(sql, [own.id])
        await sql.run(`UPDATE pain_points SET merged_into = NULL WHERE ${sql.within()} AND id = $1`, [id])
        await place(sql, before)
      }),
    hide: (scope, id, hidden) =>
      held(scope, async (sql) => {
        await find(sql, id)
        const before = await touched(sql, [id])
        await sql.run(`UPDATE pain_points SET hidden = $2 WHERE ${sql.within()} AND id = $1`, [id, hidden])
        await place(sql, before)
      }),
    list: (scope) =>
      sessions.readScope(scope, async (sql) => {
        const rows = await sql.all<Row & { into: string | null }>(
          `SELECT p.id, p.keyword, p.name, p.named_by, p.hidden, p.merged_into, coalesce(m.name, m.keyword) AS into
           FROM pain_points p LEFT JOIN pain_points m ON ${sql.within('m')} AND m.id = p.merged_into
           WHERE ${sql.within('p')} AND (p.name IS NOT NULL OR p.hidden OR p.merged_into IS NOT NULL) ORDER BY p.keyword COLLATE "C"`,
        )
        return rows.map(({ id, keyword, name, named_by, hidden, merged_into, into }) => ({
          id,
          keyword,
          name,
          namedByModel: name !== null && named_by === 'model',
          hidden,
          mergedInto: merged_into === null ? null : { id: merged_into, keyword: into ?? '' },
        }))
      }),
  }
}

async function find(sql: ScopedSql, id: PainPointId): Promise<Row> {
  const row = await sql.first<Row>(`SELECT id, keyword, name, named_by, hidden, merged_into FROM pain_points WHERE ${sql.within()} AND id = $1`, [id])
  if (row === null) throw notFound('pain point')
  return row
}

async function requireFree(sql: ScopedSql, own: Row, name: string): Promise<void> {
  const other = await sql.first(
    `SELECT id FROM pain_points WHERE ${sql.within()} AND id <> $1 AND merged_into IS NULL AND NOT hidden AND coalesce(name, keyword) = $2 LIMIT 1`,
    [own.id, name],
  )
  if (other !== null) throw new DomainError('name_taken', 'Another pain point is shown under this name. Merge the two to count them as one.')
}

interface Touched {
  /** The keywords' own pain points whose links may move. */
  readonly originals: readonly PainPointId[]
  readonly links: readonly (Omit<FoundLink, 'choice'> & { readonly original: PainPointId })[]
}

/**
 * Takes away every link of these pain points, of what they count for and of all that counts for it, to be placed again: which of two links of a thread counts is
 * decided among all of them.
 */
async function touched(sql: ScopedSql, ids: readonly PainPointId[]): Promise<Touched> {
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
async function place(sql: ScopedSql, { originals, links }: Touched): Promise<void> {
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
  const days = await sql.all<{ communityId: Parameters<typeof recomputeDays>[1][number]['communityId']; day: string }>(
    `SELECT DISTINCT t.community_id AS "communityId", t.day::text AS day FROM threads t WHERE ${sql.within('t')} AND t.id = ANY($1::uuid[])`,
    [[...new Set(links.map(({ threadId }) => threadId))]],
  )
  await recomputeDays(sql, days)
}
