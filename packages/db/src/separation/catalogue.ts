import type { PolicyFacts } from '@echoscope/domain'
import type { Sql } from '../session.ts'

/** A table of the schema as Postgres has it. */
export interface CatalogueTable {
  readonly name: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: readonly (PolicyFacts & { readonly permissive: boolean; readonly check: string | null; readonly roles: string })[]
  readonly scopeRequired: boolean
  readonly scopeIsACampaign: boolean
}
/** A foreign key, column by column. */
export interface CatalogueKey {
  readonly child: string
  readonly parent: string
  readonly columns: readonly string[]
  readonly parentColumns: readonly string[]
  readonly validated: boolean
}

const scopeKey = 'FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns(brand_id, id, type)%'

export const readTables = (sql: Sql): Promise<CatalogueTable[]> =>
  sql.all(
    `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
       coalesce((SELECT jsonb_agg(jsonb_build_object('name', p.policyname, 'command', p.cmd, 'using', p.qual, 'check', p.with_check,
           'permissive', p.permissive = 'PERMISSIVE', 'roles', p.roles::text) ORDER BY p.policyname)
         FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname), '[]') AS policies,
       (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnotnull AND a.attname IN ('brand_id', 'campaign_id', 'campaign_type')) = 3
         AS "scopeRequired",
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.convalidated AND pg_get_constraintdef(k.oid) LIKE $1)
         AS "scopeIsACampaign"
     FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`,
    [scopeKey],
  )

const columnsOf = (key: 'conkey' | 'confkey', table: 'conrelid' | 'confrelid'): string =>
  `ARRAY(SELECT a.attname::text FROM unnest(k.${key}) WITH ORDINALITY u (n, place) JOIN pg_attribute a ON a.attrelid = k.${table} AND a.attnum = u.n ORDER BY place)`

/** Keys from one table of the schema to another, without those to the registry of campaigns. */
export const readKeys = (sql: Sql): Promise<CatalogueKey[]> =>
  sql.all(
    `SELECT c.relname AS child, p.relname AS parent, ${columnsOf('conkey', 'conrelid')} AS columns, ${columnsOf('confkey', 'confrelid')} AS "parentColumns",
       k.convalidated AS validated
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND p.relname <> 'campaigns' ORDER BY child, parent, columns`,
  )

export interface CatalogueRole {
  readonly name: string
  readonly superuser: boolean
  readonly bypassesPolicies: boolean
  readonly createsRoles: boolean
  readonly createsDatabases: boolean
  readonly createsTables: boolean
  readonly owns: number
  readonly memberships: number
  readonly server: string
  readonly serverVersion: number
}

/** Who asks, and what it is. */
export async function readRole(sql: Sql): Promise<CatalogueRole> {
  const role = await sql.first<CatalogueRole>(
    `SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolbypassrls AS "bypassesPolicies", r.rolcreaterole AS "createsRoles",
       r.rolcreatedb AS "createsDatabases", has_schema_privilege('public', 'CREATE') AS "createsTables",
       (SELECT count(*)::int FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.deptype = 'o') AS owns,
       (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
       current_setting('server_version') AS server, current_setting('server_version_num')::int AS "serverVersion"
     FROM pg_roles r WHERE r.rolname = current_user`,
  )
  if (role === null) throw new Error('the role that asks is not in the catalogue')
  return role
}

/** Every right on a table that the asking role has by name or through PUBLIC, `threads SELECT` or `campaigns UPDATE (name)`. */
export async function readRights(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ right: string }>(
    `WITH me AS (SELECT oid FROM pg_roles WHERE rolname = current_user)
     SELECT c.relname || ' ' || x.privilege_type AS right FROM pg_class c, aclexplode(c.relacl) x, me
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND x.grantee IN (me.oid, 0)
     UNION
     SELECT c.relname || ' ' || x.privilege_type || ' (' || a.attname || ')' FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) x, me
     WHERE c.relnamespace = 'public'::regnamespace AND x.grantee IN (me.oid, 0)
     ORDER BY 1`,
  )
  return rows.map(({ right }) => right)
}
