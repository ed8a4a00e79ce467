import type { ScopedSql, Sql } from './session.ts'

/** Locking a row for an update changes nothing yet. */
const changesRows = /(?<!\bFOR |\bFOR NO KEY )\b(INSERT|UPDATE|DELETE|MERGE)\b/i

/**
 * The same SQL, and whether it changed a row. A statement that changes rows in a WITH counts as having done so: a stamp too many costs one
 * reading, one too few would show old numbers.
 */
export function watchWrites(sql: Sql): { readonly sql: Sql; readonly wrote: () => boolean } {
  let wrote = false
  const all: Sql['all'] = async <Row extends object>(text: string, params?: readonly unknown[]) => {
    const rows = await sql.all<Row>(text, params)
    wrote ||= changesRows.test(text) && (rows.length > 0 || /^\s*WITH\b/i.test(text))
    return rows
  }
  return {
    sql: {
      all,
      first: async <Row extends object>(text: string, params?: readonly unknown[]) => (await all<Row>(text, params))[0] ?? null,
      run: async (text, params) => {
        const changed = await sql.run(text, params)
        wrote ||= changed > 0
        return changed
      },
    },
    wrote: () => wrote,
  }
}

/** Stamps the scope as changed, as the last statement of a transaction that wrote: readers that see its rows see the stamp, and no others do. */
export async function markChanged(sql: ScopedSql): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  await sql.run(
    `INSERT INTO scope_revisions AS r (brand_id, campaign_id, campaign_type, only_one, revision) VALUES ($1, $2, $3, true, gen_random_uuid())
     ON CONFLICT (brand_id, campaign_id, only_one) DO UPDATE SET revision = excluded.revision WHERE ${sql.within('r')}`,
    [brandId, campaignId, type],
  )
}

/** The scope's stamp in this snapshot; null while nothing was ever written. */
export async function readRevision(sql: ScopedSql): Promise<string | null> {
  const row = await sql.first<{ revision: string }>(`SELECT revision FROM scope_revisions WHERE ${sql.within()}`)
  return row?.revision ?? null
}
