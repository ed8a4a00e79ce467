import { newId, type WorkspaceId } from '@echoscope/domain'
import type { Sessions, Sql } from './session.ts'
import { holdKeys } from './vault/sealed-rows.ts'
import type { Vault } from './vault/vault.ts'

/** By field, as the source names them: `clientId`, `clientSecret`. */
export type Credentials = Readonly<Record<string, string>>

export interface SourceCredentials {
  /** Replaces what was there; null takes it away. */
  put(workspaceId: WorkspaceId, kind: string, credentials: Credentials | null): Promise<void>
  /** Which kinds have some, and since when; never what. */
  list(workspaceId: WorkspaceId): Promise<{ kind: string; updatedAt: string }[]>
  /** For the process that talks to the source. Null where there are none. */
  open(workspaceId: WorkspaceId, kind: string): Promise<Credentials | null>
}

const purpose = 'source_credentials'

export function createSourceCredentials(sessions: Sessions, vault: Vault): SourceCredentials {
  const find = (sql: Sql, workspaceId: WorkspaceId, kind: string) =>
    sql.first<{ id: string; sealed: string }>('SELECT id, sealed FROM source_credentials WHERE workspace_id = $1 AND kind = $2', [workspaceId, kind])
  return {
    put: (workspaceId, kind, credentials) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        if (credentials === null) {
          await sql.run('DELETE FROM source_credentials WHERE workspace_id = $1 AND kind = $2', [workspaceId, kind])
          return
        }
        await holdKeys(sql)
        // The row's id is part of the envelope, so it must be known, and locked, before anything is sealed.
        const row = await sql.first<{ id: string }>(
          `INSERT INTO source_credentials (workspace_id, id, kind, sealed) VALUES ($1, $2, $3, '')
           ON CONFLICT (workspace_id, kind) DO UPDATE SET updated_at = now() RETURNING id`,
          [workspaceId, newId(), kind],
        )
        if (row === null) throw new Error('the row that was just written is not there')
        const sealed = await vault.seal(JSON.stringify(credentials), { workspaceId, purpose, rowId: row.id })
        await sql.run('UPDATE source_credentials SET sealed = $3 WHERE workspace_id = $1 AND id = $2', [workspaceId, row.id, sealed])
      }),
    list: (workspaceId) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const rows = await sql.all<{ kind: string; updated_at: Date }>(
          'SELECT kind, updated_at FROM source_credentials WHERE workspace_id = $1 ORDER BY kind',
          [workspaceId],
        )
        return rows.map((row) => ({ kind: row.kind, updatedAt: row.updated_at.toISOString() }))
      }),
    open: async (workspaceId, kind) => {
      const row = await sessions.inWorkspace(workspaceId, (sql) => find(sql, workspaceId, kind))
      return row === null ? null : JSON.parse(await vault.open(row.sealed, { workspaceId, purpose, rowId: row.id }))
    },
  }
}
