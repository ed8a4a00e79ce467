import { DomainError, type WorkspaceId } from '@echoscope/domain'
import type { Sessions, Sql } from '../session.ts'
import type { Vault } from './vault.ts'

/** Every column that holds an envelope: what a rotation walks. The catalogue test holds that there is no other. */
export const sealedTables = ['source_credentials', 'workspace_secrets', 'erasures'] as const
export type SealedTable = (typeof sealedTables)[number]

/** Any constant nobody else locks. */
const writers = 7_236_402
const rotating = 7_236_403

/**
 * First in each transaction that seals: a rotation waits for those that began with the keys of before, and all later ones read the new ones.
 */
export const holdKeys = (sql: Sql): Promise<unknown> => sql.all(`SELECT pg_advisory_xact_lock_shared(${writers})`)

export interface Secrets {
  /** Runs one rotation at a time; `wrong_state` while another process is at it: two would each forget the other's new key. */
  alone<T>(rotation: () => Promise<T>): Promise<T>
  /** Returns once every transaction that may have read the keys before now has ended. */
  settle(): Promise<void>
  /** Seals anew, a hundred at a time, whatever in this workspace is not sealed with the current key. May be cut short and called again. */
  reseal(workspaceId: WorkspaceId): Promise<number>
  /** Envelopes of this workspace that another key than the current one opens. */
  countOld(workspaceId: WorkspaceId): Promise<number>
}

const rowsEach = 100

export function createSecrets(sessions: Sessions, vault: Vault): Secrets {
  const old = 'workspace_id = $1 AND sealed IS NOT NULL AND NOT starts_with(sealed, $2)'
  const resealSome = (workspaceId: WorkspaceId, table: SealedTable): Promise<number> =>
    sessions.inWorkspace(workspaceId, async (sql) => {
      const prefix = await vault.currentPrefix()
      const rows = await sql.all<{ id: string; sealed: string }>(`SELECT id, sealed FROM ${table} WHERE ${old} ORDER BY id LIMIT ${rowsEach} FOR UPDATE`, [
        workspaceId,
        prefix,
      ])
      for (const { id, sealed } of rows) {
        const place = { workspaceId, purpose: table, rowId: id }
        await sql.run(`UPDATE ${table} SET sealed = $3 WHERE workspace_id = $1 AND id = $2`, [
          workspaceId,
          id,
          await vault.seal(await vault.open(sealed, place), place),
        ])
      }
      return rows.length
    })
  return {
    alone: (rotation) =>
      sessions.outside(async (sql) => {
        const lock = await sql.first<{ mine: boolean }>(`SELECT pg_try_advisory_xact_lock(${rotating}) AS mine`)
        if (lock?.mine !== true)
          throw new DomainError('wrong_state', 'Another rotation is under way. Nothing was changed by this one; run it again afterwards.')
        return rotation()
      }),
    settle: async () => {
      await sessions.outside((sql) => sql.all(`SELECT pg_advisory_xact_lock(${writers})`))
    },
    async reseal(workspaceId) {
      let total = 0
      for (const table of sealedTables) for (let done = rowsEach; done === rowsEach; total += done) done = await resealSome(workspaceId, table)
      return total
    },
    countOld: (workspaceId) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const prefix = await vault.currentPrefix()
        let total = 0
        for (const table of sealedTables) {
          const row = await sql.first<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${old}`, [workspaceId, prefix])
          total += row?.n ?? 0
        }
        return total
      }),
  }
}
