import type { ScopedSql } from '../session.ts'
import { piecesOf, valuesOf } from '../values.ts'
import { deriveId } from './derive-id.ts'

/** A table whose rows are told apart by names, one row for each in a scope. */
export interface KeyedTable {
  readonly name: 'communities' | 'influencers' | 'pain_points'
  readonly key: readonly string[]
  readonly others: readonly string[]
}
export interface KeyedRow {
  readonly id: string
  readonly key: readonly string[]
  readonly others: readonly unknown[]
}
export const joined = (key: readonly string[]): string => key.join('\0')

/** Makes sure of the rows, and leaves those that are there as they are. Answers with the id under which each key stands now. */
export async function ensureRows(sql: ScopedSql, table: KeyedTable, rows: readonly KeyedRow[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const piece of piecesOf(rows, 4 + table.key.length + table.others.length)) {
    if ((await insert(sql, table, piece)) === piece.length) {
      for (const { id, key } of piece) ids.set(joined(key), id)
      continue
    }
    for (const [key, id] of await readIds(
      sql,
      table,
      piece.map(({ key }) => key),
    ))
      ids.set(key, id)
    const missing = piece.filter(({ key }) => !ids.has(joined(key))).map((row) => ({ ...row, id: deriveId(sql.scope.brandId, table.name, row.id, ...row.key) }))
    if (missing.length > 0) {
      await insert(sql, table, missing)
      for (const { id, key } of missing) ids.set(joined(key), id)
    }
  }
  return ids
}

function insert(sql: ScopedSql, { name, key, others }: KeyedTable, rows: readonly KeyedRow[]): Promise<number> {
  const { brandId, campaignId, type } = sql.scope
  const { text, params } = valuesOf(rows.map((row) => [brandId, campaignId, type, row.id, ...row.key, ...row.others]))
  const columns = ['brand_id', 'campaign_id', 'campaign_type', 'id', ...key, ...others]
  return sql.run(`INSERT INTO ${name} (${columns.join(', ')}) VALUES ${text} ON CONFLICT DO NOTHING`, params)
}

/** The ids of rows that are there, by `joined` key. */
export async function readIds(sql: ScopedSql, { name, key }: KeyedTable, keys: readonly (readonly string[])[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const wanted = key.map((column, index) => ({ column, values: keys.map((each) => each[index]) }))
  const rows = await sql.all<Record<string, string>>(
    `SELECT r.id, ${key.map((column) => `r.${column}`).join(', ')}
     FROM unnest(${wanted.map((_, index) => `$${index + 1}::text[]`).join(', ')}) AS w (${key.join(', ')})
     JOIN ${name} r ON ${sql.within('r')} AND ${key.map((column) => `r.${column} = w.${column}`).join(' AND ')}`,
    wanted.map(({ values }) => values),
  )
  return new Map(rows.map((row) => [joined(key.map((column) => row[column] ?? '')), row['id'] ?? '']))
}
