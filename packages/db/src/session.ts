import { isUuid, type Scope, type WorkspaceId } from '@echoscope/domain'
import type { ClientBase } from 'pg'
import type { Sequelize } from 'sequelize'
import { translateDatabaseError, isWorthRepeating } from './database-errors.ts'
import { markChanged, watchWrites } from './revision.ts'

/** SQL inside one transaction. Parameters are `$1 …`; a result row has the columns the text names. */
export interface Sql {
  all<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>
  /** The first row, or null. */
  first<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row | null>
  /** Rows changed by an INSERT, UPDATE or DELETE without RETURNING. */
  run(text: string, params?: readonly unknown[]): Promise<number>
}

/** SQL that can only see one scope's rows. */
export interface ScopedSql extends Sql {
  readonly scope: Scope
  /** The scope as a predicate on table `alias`: stands in every statement, beside the policy, so that a query goes to one node. */
  within(alias?: string): string
}

/** The only ways to reach the database. Settings live as long as the transaction (`SET LOCAL`), never in the session. */
export interface Sessions {
  /** Reads and writes one scope. May be repeated whole after a deadlock, so `work` has no effect outside the database. */
  inScope<T>(scope: Scope, work: (sql: ScopedSql) => Promise<T>): Promise<T>
  /** One snapshot of one scope: read-only, repeatable read, so that the numbers of a dashboard agree with each other. */
  readScope<T>(scope: Scope, work: (sql: ScopedSql) => Promise<T>): Promise<T>
  /** The registries of one workspace; scoped tables answer with an error here. */
  inWorkspace<T>(workspaceId: WorkspaceId, work: (sql: Sql) => Promise<T>): Promise<T>
  /** Tables without a policy alone (rights.ts); everything else answers with an error here. */
  outside<T>(work: (sql: Sql) => Promise<T>): Promise<T>
}

const attempts = 3
/** A dashboard groups some ten thousand rows by hand-sized keys: compiling that costs more than it saves, and it is to stay in memory. */
const snapshot = { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', local: "SET LOCAL jit = off;SET LOCAL work_mem = '32MB';" }
const writing = { begin: 'BEGIN', local: '' }

export function createSessions(sequelize: Sequelize): Sessions {
  const transact = async <T>(opening: string, work: (sql: Sql) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTransaction(sequelize, opening, work)
      } catch (error) {
        if (attempt < attempts && isWorthRepeating(error)) continue
        throw translateDatabaseError(error)
      }
    }
  }
  const scoped = <T>(scope: Scope, { begin, local }: typeof writing, work: (sql: ScopedSql) => Promise<T>): Promise<T> =>
    transact(`${begin};${local}${scopeSettings(scope)}`, (sql) => work({ ...sql, scope, within: (alias) => scopePredicate(scope, alias) }))
  return {
    inScope: (scope, work) =>
      scoped(scope, writing, async (sql) => {
        const watched = watchWrites(sql)
        const result = await work({ ...sql, ...watched.sql })
        if (watched.wrote()) await markChanged(sql)
        return result
      }),
    readScope: (scope, work) => scoped(scope, snapshot, work),
    inWorkspace: (workspaceId, work) => transact(`BEGIN;${setting('workspace_id', uuidOf(workspaceId))}`, work),
    outside: (work) => transact('BEGIN', work),
  }
}

/**
 * One transaction on a connection of Sequelize's pool, asked through pg itself: beginning and settings are one message to the server, and bound
 * values are not copied, which at ten thousand values a statement is half the processor time. A connection that cannot even roll back is thrown away.
 */
async function inTransaction<T>({ connectionManager }: Sequelize, opening: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const connection = await connectionManager.getConnection({ type: 'write' })
  try {
    if (!isClient(connection)) throw new TypeError('the pool gave something else than a client of pg')
    await connection.query(opening)
    const result = await work(sqlOf(connection))
    const { command } = await connection.query('COMMIT')
    // What a statement that failed, and was caught, leaves of a transaction: the server answers a commit with a rollback, and says no more.
    if (command !== 'COMMIT') throw new Error('a statement of this transaction failed and nobody was told: nothing was written')
    connectionManager.releaseConnection(connection)
    return result
  } catch (error) {
    if (await isRolledBack(connection)) connectionManager.releaseConnection(connection)
    else await connectionManager.destroyConnection(connection)
    throw error
  }
}

async function isRolledBack(connection: object): Promise<boolean> {
  try {
    if (!isClient(connection)) return false
    await connection.query('ROLLBACK')
    return true
  } catch {
    return false
  }
}

const isClient = (value: object): value is ClientBase => 'query' in value && typeof value.query === 'function'

function sqlOf(client: ClientBase): Sql {
  const all = async <Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> => (await client.query<Row>(text, [...params])).rows
  return {
    all,
    first: async <Row extends object>(text: string, params?: readonly unknown[]) => (await all<Row>(text, params))[0] ?? null,
    run: async (text, params = []) => {
      const { rowCount } = await client.query(text, [...params])
      if (rowCount === null) throw new TypeError('the server did not say how many rows changed')
      return rowCount
    },
  }
}

const scopeSettings = (scope: Scope): string =>
  setting('workspace_id', uuidOf(scope.workspaceId)) +
  setting('brand_id', uuidOf(scope.brandId)) +
  setting('campaign_id', uuidOf(scope.campaignId)) +
  setting('campaign_type', scopeTypeOf(scope))

const scopePredicate = (scope: Scope, alias?: string): string => {
  const column = alias === undefined ? '' : `${alias}.`
  return `${column}brand_id = '${uuidOf(scope.brandId)}' AND ${column}campaign_id = '${uuidOf(scope.campaignId)}' AND ${column}campaign_type = '${scopeTypeOf(scope)}'`
}

const setting = (name: string, value: string): string => `SET LOCAL app.${name} = '${value}';`

/** A setting's value takes no bind parameter, so it is a UUID and nothing else. */
function uuidOf(text: string): string {
  if (!isUuid(text)) throw new TypeError('a scope is made of UUIDs')
  return text
}
function scopeTypeOf(scope: Scope): 'automatic' | 'custom' {
  if (scope.type !== 'automatic' && scope.type !== 'custom') throw new TypeError('a scope is automatic or custom')
  return scope.type
}
