import { scopedTables, workspaceTables } from './rights.ts'
import { readRole } from './separation/catalogue.ts'
import type { Sql } from './session.ts'

/**
 * Why the policies would not hold for whoever asks, in words; none: they hold. A role may step round them by what it is, by a role it may
 * become, or by what it owns; and a table may have lost its own.
 */
export async function reasonsUnguarded(sql: Sql): Promise<string[]> {
  const role = await readRole(sql)
  const { replicates } = (await sql.first<{ replicates: boolean }>('SELECT rolreplication AS replicates FROM pg_roles WHERE rolname = current_user')) ?? {}
  const bare = await sql.all<{ name: string }>(
    `SELECT t.name FROM unnest($1::text[]) AS t (name) LEFT JOIN pg_class c ON c.relname = t.name AND c.relnamespace = 'public'::regnamespace
     WHERE NOT coalesce(c.relrowsecurity AND c.relforcerowsecurity, true) ORDER BY 1`,
    [[...scopedTables, ...workspaceTables]],
  )
  const faults: [boolean | undefined, string][] = [
    [role.superuser, `the role "${role.name}" is a superuser`],
    [role.bypassesPolicies, `the role "${role.name}" bypasses row security`],
    [role.createsRoles, `the role "${role.name}" may make roles`],
    [role.createsDatabases, `the role "${role.name}" may make databases`],
    [replicates, `the role "${role.name}" may replicate the whole server`],
    [role.memberships > 0, `the role "${role.name}" may become ${role.memberships} other role${role.memberships === 1 ? '' : 's'}`],
    [role.owns > 0, `the role "${role.name}" owns ${role.owns} object${role.owns === 1 ? '' : 's'}`],
    [bare.length > 0, `row security is off for ${bare.map(({ name }) => name).join(', ')}`],
  ]
  return faults.flatMap(([is, words]) => (is === true ? [words] : []))
}

/** @throws Error in words for the operator: nothing is read or written by a process whose scopes nothing keeps apart. */
export function refuseUnguarded(reasons: readonly string[]): void {
  if (reasons.length === 0) return
  throw new Error(
    `Echoscope does not start, because nothing would keep scopes apart: ${reasons.join('; ')}. Give DATABASE_APP_URL a plain role that owns nothing and is a member of nothing, or leave it out, and run \`echoscope migrate\`.`,
  )
}
