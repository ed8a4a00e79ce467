import { newId, type WorkspaceId } from '@echoscope/domain'
import type { Sessions } from './session.ts'

export interface Workspaces {
  /** The workspace of a local installation, made at the first call. */
  ensureLocal(): Promise<{ id: WorkspaceId; name: string }>
  create(name: string): Promise<{ id: WorkspaceId; name: string }>
  get(id: WorkspaceId): Promise<{ id: WorkspaceId; name: string } | null>
}

export function createWorkspaces(sessions: Sessions): Workspaces {
  const create = (name: string, id: WorkspaceId = newId()) =>
    sessions.inWorkspace(id, async (sql) => {
      await sql.run('INSERT INTO workspaces (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [id, name])
      return { id, name }
    })
  const get = (id: WorkspaceId) =>
    sessions.inWorkspace(id, (sql) => sql.first<{ id: WorkspaceId; name: string }>('SELECT id, name FROM workspaces WHERE id = $1', [id]))
  return {
    create: (name) => create(name),
    get,
    async ensureLocal() {
      // Two processes may start at once: the singleton row decides which workspace is the local one, both then make sure it exists.
      const local = await sessions.outside(async (sql) => {
        await sql.run('INSERT INTO installation (id, local_workspace_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [newId(), newId()])
        return sql.first<{ id: WorkspaceId }>('SELECT local_workspace_id AS id FROM installation')
      })
      if (local === null) throw new Error('the installation row is missing')
      return (await get(local.id)) ?? create('Local workspace', local.id)
    },
  }
}
