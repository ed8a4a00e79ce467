import type { OwnersCount } from '@echoscope/domain'
import pg from 'pg'
import { scopedTables } from '../rights.ts'

/**
 * Counts past every policy, over all workspaces, in one snapshot that is always rolled back. An owner that is no superuser is bound by FORCE too, and
 * lifts it for its own transaction; nobody else ever sees it lifted, and each table waits for at most two seconds.
 */
export async function countAsOwner(ownerUrl: string): Promise<OwnersCount[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = '2s'`)
    const { rows } = await client.query<{ bound: boolean }>('SELECT NOT (rolsuper OR rolbypassrls) AS bound FROM pg_roles WHERE rolname = current_user')
    if (rows[0]?.bound === true) for (const table of [...scopedTables, 'campaigns']) await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
    const counted: OwnersCount[] = []
    for (const name of scopedTables) counted.push(await countTable(client, name))
    return counted
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    await client.end()
  }
}

interface Key {
  parent: string
  columns: string[]
  parent_columns: string[]
}

async function countTable(client: pg.Client, name: string): Promise<OwnersCount> {
  const { rows } = await client.query<{ rows: string; without: string }>(
    `SELECT count(*) AS rows, count(*) FILTER (WHERE NOT EXISTS (SELECT FROM campaigns k
       WHERE k.brand_id = t.brand_id AND k.id = t.campaign_id AND k.type = t.campaign_type)) AS without FROM ${name} t`,
  )
  const { rows: keys } = await client.query<Key>(
    `SELECT p.relname AS parent,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (n, o) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY o) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (n, o) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY o) AS parent_columns
     FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND k.conrelid = $1::regclass AND p.relname = ANY($2)`,
    [name, scopedTables],
  )
  let parentElsewhere = 0
  for (const key of keys) parentElsewhere += await countStrays(client, name, key)
  return { name, rows: Number(rows[0]?.rows), withoutScope: Number(rows[0]?.without), parentElsewhere }
}

/** By the parent's own id, without the scope: a key that forgot the scope would show here. */
async function countStrays(client: pg.Client, child: string, { parent, columns, parent_columns }: Key): Promise<number> {
  const own = columns.flatMap((column, place) =>
    column === 'brand_id' || column === 'campaign_id' ? [] : [[column, parent_columns[place] ?? column] as const],
  )
  const same = own.map(([column, parentColumn]) => `p.${client.escapeIdentifier(parentColumn)} = c.${client.escapeIdentifier(column)}`).join(' AND ')
  const named = own.map(([column]) => `c.${client.escapeIdentifier(column)} IS NOT NULL`).join(' AND ')
  const { rows } = await client.query<{ n: string }>(
    `SELECT count(*) AS n FROM ${child} c WHERE ${named} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${same}
       AND (p.brand_id, p.campaign_id, p.campaign_type) = (c.brand_id, c.campaign_id, c.campaign_type))`,
  )
  return Number(rows[0]?.n)
}
