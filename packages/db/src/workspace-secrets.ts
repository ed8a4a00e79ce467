import { newId, type WorkspaceId } from '@echoscope/domain'
import type { Sessions, Sql } from './session.ts'
import { holdKeys } from './vault/sealed-rows.ts'
import type { Vault } from './vault/vault.ts'

export type SecretPurpose = 'webhook' | 'erasure'

/** A secret of the workspace by purpose and name, such as what signs a webhook's calls. */
export interface WorkspaceSecrets {
  put(workspaceId: WorkspaceId, secret: { readonly purpose: SecretPurpose; readonly name: string; readonly text: string }): Promise<void>
  open(workspaceId: WorkspaceId, purpose: SecretPurpose, name: string): Promise<string | null>
  remove(workspaceId: WorkspaceId, purpose: SecretPurpose, name: string): Promise<void>
}

const purposeOfRow = 'workspace_secrets'

export function createWorkspaceSecrets(sessions: Sessions, vault: Vault): WorkspaceSecrets {
  return {
    put: (workspaceId, { purpose, name, text }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await holdKeys(sql)
        const row = await sql.first<{ id: string }>(
          `INSERT INTO workspace_secrets (workspace_id, id, purpose, name, sealed) VALUES ($1, $2, $3, $4, '')
           ON CONFLICT (workspace_id, purpose, name) DO UPDATE SET updated_at = now() RETURNING id`,
          [workspaceId, newId(), purpose, name],
        )
        if (row === null) throw new Error('the row that was just written is not there')
        const sealed = await vault.seal(text, { workspaceId, purpose: purposeOfRow, rowId: row.id })
        await sql.run('UPDATE workspace_secrets SET sealed = $3 WHERE workspace_id = $1 AND id = $2', [workspaceId, row.id, sealed])
      }),
    open: async (workspaceId, purpose, name) => {
      const row = await sessions.inWorkspace(workspaceId, (sql) => findSecret(sql, workspaceId, { purpose, name }))
      return row === null ? null : vault.open(row.sealed, { workspaceId, purpose: purposeOfRow, rowId: row.id })
    },
    remove: async (workspaceId, purpose, name) => {
      await sessions.inWorkspace(workspaceId, (sql) =>
        sql.run('DELETE FROM workspace_secrets WHERE workspace_id = $1 AND purpose = $2 AND name = $3', [workspaceId, purpose, name]),
      )
    },
  }
}

const findSecret = (sql: Sql, workspaceId: WorkspaceId, { purpose, name }: { purpose: SecretPurpose; name: string }) =>
  sql.first<{ id: string; sealed: string }>('SELECT id, sealed FROM workspace_secrets WHERE workspace_id = $1 AND purpose = $2 AND name = $3', [
    workspaceId,
    purpose,
    name,
  ])
