import { keptId } from '../legacy/derive-id.ts'
import { erasedReason, erasedRow } from '../legacy/erased-row.ts'
import type { ScopedSql, Sql } from '../session.ts'
import type { WorkspaceId } from '@echoscope/domain'
import type { Author } from './author-hash.ts'
import { namesAuthor, quotedNames } from './names-in-json.ts'

/**
 * Removes what a migration from the old shape kept beside this scope's rows of the author: values of their threads and of themselves, and every other
 * value that names them.
 */
export async function eraseLegacyValues(
  sql: ScopedSql,
  author: Author,
  of: { readonly threads: readonly string[]; readonly influencers: readonly string[] },
): Promise<number> {
  const { brandId } = sql.scope
  const own = new Set([...of.threads, ...of.influencers])
  // An old id that was no UUID stands there as it was, and its row has one made of it.
  const odd = await sql.all<{ table: string; key: string }>(
    `SELECT DISTINCT source_table AS table, row_key AS key FROM legacy_values
     WHERE ${sql.within()} AND source_table IN ('threads', 'influencers') AND row_key !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`,
  )
  const keys = [...own, ...odd.filter(({ table, key }) => own.has(keptId(key, brandId, table))).map(({ key }) => key)]
  return sql.run(
    `DELETE FROM legacy_values v WHERE ${sql.within('v')} AND v.source_table NOT IN ('brands', 'campaigns')
     AND ((v.source_table IN ('threads', 'influencers') AND v.row_key = ANY($1::text[])) OR ${namesAuthor(author, 'v.value', '$2')})`,
    [keys, quotedNames(author)],
  )
}

const quarantined = (author: Author, names: string): string =>
  `workspace_id = $1 AND source_table NOT IN ('brands', 'campaigns') AND ${namesAuthor(author, 'row', names)}`

/** Rows of no scope that name the author lose all they say; that they were read and kept aside stays counted. */
export async function eraseQuarantined(sql: Sql, workspaceId: WorkspaceId, author: Author): Promise<number> {
  const rows = await sql.all<{ source_table: string; row_key: string }>(
    `DELETE FROM legacy_quarantine WHERE ${quarantined(author, '$2')} RETURNING source_table, row_key`,
    [workspaceId, quotedNames(author)],
  )
  for (const { source_table, row_key } of rows)
    await sql.run('INSERT INTO legacy_quarantine (workspace_id, source_table, row_key, reason, row) VALUES ($1, $2, $3, $4, $5)', [
      workspaceId,
      source_table,
      row_key,
      erasedReason,
      erasedRow,
    ])
  return rows.length
}
