import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { grantStatements } from './rights.ts'
import { keepFile } from './vault/kept-file.ts'

const migrationsDir = join(import.meta.dirname, 'migrations')
/** One migrator at a time on one database; any constant does as long as nobody else takes it. */
const advisoryLock = 7_236_401

export interface MigrateOptions {
  /** Connection string of the owner: makes tables, roles and grants, and is used for nothing else. */
  readonly ownerUrl: string
  /** Connection string of the application role; absent: a role `<database>_app` is made and its password kept in `home`. */
  readonly appUrl?: string | undefined
  /** Directory for the password of a role made here (file mode 0600). */
  readonly home: string
}

/**
 * Brings the database to this version, forward only, each file in its own transaction, and gives the application role exactly its rights.
 * Safe to call from several processes at once and again at any time. Returns the connection string the application is to use.
 */
export async function migrate({ ownerUrl, appUrl, home }: MigrateOptions): Promise<{ appUrl: string; applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${advisoryLock})`)
    const applied = await applyPending(client)
    const app = appUrl ?? (await ownRoleUrl(ownerUrl, home))
    await ensureRole(client, app)
    return { appUrl: app, applied }
  } finally {
    await client.end()
  }
}

/** Names of the migrations this version has, oldest first. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(migrationsDir)).filter((file) => file.endsWith('.sql')).sort()
}

async function applyPending(client: pg.Client): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`)
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations')
  const done = new Set(rows.map((row) => row.name))
  const pending = (await migrationNames()).filter((name) => !done.has(name))
  for (const name of pending) {
    const text = await readFile(join(migrationsDir, name), 'utf8')
    await client.query('BEGIN')
    try {
      // A migration that waits for a lock stops every query behind it; better to fail and be run again.
      await client.query(`SET LOCAL lock_timeout = '10s'`)
      await client.query(text)
      await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name])
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw new Error(`migration ${name} failed; the database is as it was before it`, { cause: error })
    }
  }
  return pending
}

async function ownRoleUrl(ownerUrl: string, home: string): Promise<string> {
  const url = new URL(ownerUrl)
  const database = decodeURIComponent(url.pathname.slice(1))
  url.username = encodeURIComponent(`${database.slice(0, 55)}_app`)
  url.password = await keptPassword(join(home, 'app-role-password'))
  return url.href
}

const keptPassword = async (file: string): Promise<string> => (await keepFile(file, () => `${randomBytes(24).toString('hex')}\n`)).trim()

async function ensureRole(client: pg.Client, appUrl: string): Promise<void> {
  const url = new URL(appUrl)
  const name = decodeURIComponent(url.username)
  const role = client.escapeIdentifier(name)
  const { rows } = await client.query<{ own: boolean }>('SELECT rolname = current_user AS own FROM pg_roles WHERE rolname = $1', [name])
  if (rows[0]?.own === true) throw new Error(`DATABASE_APP_URL names the owner "${name}": the application needs a role of its own, which owns nothing`)
  const attributes = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT'
  const password = url.password === '' ? '' : ` PASSWORD ${client.escapeLiteral(decodeURIComponent(url.password))}`
  await client.query('BEGIN')
  if (rows.length === 0) await client.query(`CREATE ROLE ${role} ${attributes}${password}`)
  else await refuseAboveItsRank(client, name, `${role} WITH LOGIN${password}`)
  const { rows: server } = await client.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`)
  for (const statement of grantStatements(role, server[0]?.version ?? 0)) await client.query(statement)
  await client.query('COMMIT')
}

/** A role that exists already keeps its attributes; one that could step round the policies, or become or make a role that can, is refused. */
async function refuseAboveItsRank(client: pg.Client, name: string, alteration: string): Promise<void> {
  const { rows } = await client.query<{ above: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid)
       OR EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = r.oid AND deptype = 'o'
         AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))) AS above
     FROM pg_roles r WHERE rolname = $1`,
    [name],
  )
  if (rows[0]?.above === true)
    throw new Error(
      `the application role "${name}" may step round the policies (as a superuser, by BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION, by a role it is a member of, or by what it owns), so nothing would be kept apart; use a plain role`,
    )
  await client.query(`ALTER ROLE ${alteration}`)
}
