import type { RoleFacts, Scope, ScopeRows, TableGuards } from '@echoscope/domain'
import { codeOf } from '../database-errors.ts'
import { rightsOf, scopedTables, workspaceTables } from '../rights.ts'
import type { ScopedSql, Sessions } from '../session.ts'
import { type CatalogueKey, type CatalogueTable, readKeys, readRights, readRole, readTables } from './catalogue.ts'

/** What Postgres itself says of how it keeps scopes apart. */
export interface Catalogue {
  readonly installation: string
  readonly server: string
  readonly tables: readonly (CatalogueTable & Pick<TableGuards, 'outsideScope'>)[]
  /** Keys between scoped tables. */
  readonly keys: readonly CatalogueKey[]
  readonly role: RoleFacts
}

export interface Separation {
  /** Policies, keys, the role and its rights, as they stand in the catalogue now; and each guarded table asked once without a scope. */
  catalogue(): Promise<Catalogue>
  /** Rows of each scoped table in this scope, and those of them whose parent is not in it. */
  rowsOf(scope: Scope, keys: readonly CatalogueKey[]): Promise<Map<string, Omit<ScopeRows, 'campaignId' | 'ofOtherScopes'>>>
  /** Rows of other scopes that can be seen from this one, by table: asked by the policies alone, so that a missing policy shows. */
  strangersIn(scope: Scope): Promise<Map<string, number>>
}

export function createSeparation(sessions: Sessions): Separation {
  return {
    async catalogue() {
      const { installation, tables, keys, role, rights } = await sessions.outside(async (sql) => ({
        installation: await sql.first<{ id: string }>('SELECT id FROM installation'),
        tables: await readTables(sql),
        keys: await readKeys(sql),
        role: await readRole(sql),
        rights: await readRights(sql),
      }))
      const probed: Catalogue['tables'][number][] = []
      for (const table of tables) probed.push({ ...table, outsideScope: await askOutside(sessions, table.name) })
      const { server, serverVersion, ...facts } = role
      const scoped: readonly string[] = scopedTables
      return {
        installation: installation?.id ?? '',
        server,
        tables: probed,
        keys: keys.filter(({ child, parent }) => scoped.includes(child) && scoped.includes(parent)),
        role: { ...facts, ...compareRights(rights, serverVersion) },
      }
    },
    rowsOf: (scope, keys) =>
      sessions.readScope(scope, async (sql) => {
        // One statement: a workspace may have hundreds of scopes.
        const counts = [
          ...scopedTables.map((table) => `SELECT '${table}' AS name, 'rows' AS what, count(*) AS n FROM ${table} WHERE ${sql.within()}`),
          ...keys.map((key) => countStrays(sql, key)),
        ]
        const rows = await sql.all<{ name: string; what: 'rows' | 'strays'; n: string }>(counts.join(' UNION ALL '))
        const sum = (table: string, what: 'rows' | 'strays'): number =>
          rows.filter((row) => row.name === table && row.what === what).reduce((total, row) => total + Number(row.n), 0)
        return new Map(scopedTables.map((table) => [table, { rows: sum(table, 'rows'), parentElsewhere: sum(table, 'strays') }]))
      }),
    strangersIn: (scope) =>
      sessions.readScope(scope, async (sql) => {
        const counts = scopedTables.map((table) => `SELECT '${table}' AS name, count(*) AS n FROM ${table} WHERE NOT (${sql.within()})`)
        const rows = await sql.all<{ name: string; n: string }>(counts.join(' UNION ALL '))
        return new Map(rows.map(({ name, n }) => [name, Number(n)]))
      }),
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Rows that name a parent which is not in the scope. A key with a null in it names nobody. */
function countStrays(sql: ScopedSql, { child, parent, columns, parentColumns }: CatalogueKey): string {
  const named = columns.map((column) => `c.${quoted(column)} IS NOT NULL`).join(' AND ')
  const same = columns.map((column, place) => `p.${quoted(parentColumns[place] ?? column)} = c.${quoted(column)}`).join(' AND ')
  return `SELECT '${child.replaceAll("'", "''")}', 'strays', count(*) FROM ${quoted(child)} c WHERE ${sql.within('c')} AND ${named}
    AND NOT EXISTS (SELECT FROM ${quoted(parent)} p WHERE ${sql.within('p')} AND ${same})`
}

/** SQLSTATEs of a policy that asks for a setting which is not there, or is empty. */
const refusals = new Set(['42704', '22P02'])

async function askOutside(sessions: Sessions, table: string): Promise<TableGuards['outsideScope']> {
  const guarded: readonly string[] = [...scopedTables, ...workspaceTables]
  if (!guarded.includes(table)) return 'answered'
  try {
    await sessions.outside((sql) => sql.all(`SELECT FROM ${quoted(table)} LIMIT 1`))
    return 'answered'
  } catch (error) {
    if (refusals.has(codeOf(error) ?? '')) return 'refused'
    throw error
  }
}

function compareRights(rights: readonly string[], serverVersion: number): Pick<RoleFacts, 'rights' | 'rightsBeyond' | 'rightsMissing'> {
  const due = new Set(
    rightsOf(serverVersion).flatMap(({ privileges, columns, tables }) =>
      tables.flatMap((table) => privileges.flatMap((privilege) => (columns?.split(', ') ?? [null]).map((column) => rightIn(table, privilege, column)))),
    ),
  )
  const has = new Set(rights)
  return { rights: has.size, rightsBeyond: [...has].filter((right) => !due.has(right)), rightsMissing: [...due].filter((right) => !has.has(right)) }
}
const rightIn = (table: string, privilege: string, column: string | null): string => `${table} ${privilege}${column === null ? '' : ` (${column})`}`
