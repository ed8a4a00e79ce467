import type { WorkspaceId } from '@echoscope/domain'
import pg from 'pg'
import type { Database } from '../database.ts'
import type { Vault } from './vault.ts'

export interface Rotation {
  readonly workspaces: number
  readonly resealed: number
  /** What is left for the operator to do; null: nothing. */
  readonly toDo: string | null
}

/**
 * Seals everything with a new key and forgets the old one. Cut short at any moment it loses nothing: both keys stay until the last envelope is
 * under the new one, and the next call goes on with the same new key. `wrong_state` while another process rotates.
 */
export const rotateSecrets = (rotating: Rotating): Promise<Rotation> => rotating.db.secrets.alone(() => rotate(rotating))

export interface Rotating {
  readonly db: Pick<Database, 'secrets'>
  readonly vault: Vault
  readonly workspaces: readonly WorkspaceId[]
  /** The database for the act in one workspace, such as one that writes it into the log there; absent: `db`. */
  readonly acting?: () => Pick<Database, 'secrets'>
}

async function rotate({ db, vault, workspaces, acting = () => db }: Rotating): Promise<Rotation> {
  await vault.ring.beginRotation()
  await db.secrets.settle()
  let resealed = 0
  for (const id of workspaces) resealed += await acting().secrets.reseal(id)
  for (const id of workspaces)
    if ((await db.secrets.countOld(id)) > 0) throw new Error('Something is still sealed with the old key, so it is kept. Rotate again.')
  return { workspaces: workspaces.length, resealed, toDo: await vault.ring.endRotation() }
}

/**
 * Every workspace there is, which only the owner can say. One that is no superuser is bound by FORCE like everybody: it is lifted inside a transaction
 * that is always rolled back.
 */
export async function workspacesAsOwner(ownerUrl: string): Promise<WorkspaceId[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = '5s'; ALTER TABLE workspaces NO FORCE ROW LEVEL SECURITY`)
    const { rows } = await client.query<{ id: WorkspaceId }>('SELECT id FROM workspaces ORDER BY id')
    return rows.map(({ id }) => id)
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    await client.end()
  }
}
