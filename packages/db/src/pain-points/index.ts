import { DomainError, notFound, type PainPointChoice, type PainPointId, type Scope } from '@echoscope/domain'
import { lockScope } from '../lock-scope.ts'
import type { ScopedSql, Sessions } from '../session.ts'
import { place, touched } from './move-links.ts'
import { mergeSynonyms } from './synonyms.ts'

/** What users say of the pain points of a scope. Each choice counts at once, for all threads there are, and for those that come. */
export interface PainPointChoices {
  /** Another name to show; null: the keyword again. No model names it from then on. `name_taken` where another one of the scope is shown under it. */
  rename(scope: Scope, id: PainPointId, name: string | null): Promise<void>
  /** From now on `id` counts for `into`, with all that was merged into it; a thread that names both counts once. */
  merge(scope: Scope, id: PainPointId, into: PainPointId): Promise<void>
  /**
   * Merges what is said in other words alone (`synonymsAmong`), where no user has chosen otherwise. Returns how many pain points count for another one since.
   */
  mergeSynonyms(scope: Scope): Promise<number>
  /** Takes it out of what it was merged into, for good. `wrong_state` where it is merged into none. */
  split(scope: Scope, id: PainPointId): Promise<void>
  /** Shown nowhere and counted for nothing, with all that is merged into it; or shown again. */
  hide(scope: Scope, id: PainPointId, hidden: boolean): Promise<void>
  /** Every pain point with a choice. */
  list(scope: Scope): Promise<PainPointChoice[]>
}

/** Who said that it is one with another, or that it is not. */
type MergedBy = 'user' | 'same_words' | 'said_together'

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
        await sql.run(`UPDATE pain_points SET merged_by = 'user' WHERE ${sql.within()} AND id = $1`, [own.id])
        await sql.run(`UPDATE pain_points SET merged_into = $2 WHERE ${sql.within()} AND (id = $1 OR merged_into = $1)`, [own.id, target])
        await place(sql, before)
      }),
    mergeSynonyms: (scope) =>
      sessions.inScope(scope, async (sql) => {
        await lockScope(sql)
        return mergeSynonyms(sql)
      }),
    split: (scope, id) =>
      held(scope, async (sql) => {
        const own = await find(sql, id)
        if (own.merged_into === null) throw new DomainError('wrong_state', 'This pain point is merged into no other.')
        const before = await touched(sql, [own.id])
        await sql.run(`UPDATE pain_points SET merged_into = NULL, merged_by = 'user' WHERE ${sql.within()} AND id = $1`, [id])
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
        const rows = await sql.all<Row & { into: string | null; merged_by: MergedBy | null }>(
          `SELECT p.id, p.keyword, p.name, p.named_by, p.hidden, p.merged_into, p.merged_by, coalesce(m.name, m.keyword) AS into
           FROM pain_points p LEFT JOIN pain_points m ON ${sql.within('m')} AND m.id = p.merged_into
           WHERE ${sql.within('p')} AND (p.name IS NOT NULL OR p.hidden OR p.merged_into IS NOT NULL) ORDER BY p.keyword COLLATE "C"`,
        )
        return rows.map(({ id, keyword, name, named_by, hidden, merged_into, merged_by, into }) => ({
          id,
          keyword,
          name,
          namedByModel: name !== null && named_by === 'model',
          hidden,
          mergedInto: merged_into === null ? null : { id: merged_into, keyword: into ?? '', byUser: merged_by === null || merged_by === 'user' },
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
