import { DomainError, type WorkspaceId } from '@echoscope/domain'
import type { Sessions, Sql } from '../session.ts'

const lockOf = 'hashtextextended($1, 7236404)'
const nameOf = (workspaceId: WorkspaceId): readonly unknown[] => [`legacy ${workspaceId}`]

/**
 * Holds the workspace while `migration` runs; the database lets go of it when the process dies. `wrong_state` where another one is at it: two would
 * write the same rows, and neither could balance its ledger.
 */
export const aloneInWorkspace = <T>(sessions: Sessions, workspaceId: WorkspaceId, migration: () => Promise<T>): Promise<T> =>
  sessions.outside(async (sql) => {
    // It waits here, with nothing in hand, for as long as the migration takes.
    await sql.all('SET LOCAL idle_in_transaction_session_timeout = 0')
    const lock = await sql.first<{ mine: boolean }>(`SELECT pg_try_advisory_xact_lock(${lockOf}) AS mine`, nameOf(workspaceId))
    if (lock?.mine !== true)
      throw new DomainError(
        'wrong_state',
        'Another migration into this workspace is under way. This one changed nothing; run it again when that one has ended.',
      )
    return migration()
  })

/** Until the caller's transaction ends no migration begins. `wrong_state` while one is under way: it could bring back what is erased behind its back. */
export async function refuseDuringMigration(sql: Sql, workspaceId: WorkspaceId): Promise<void> {
  const lock = await sql.first<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock_shared(${lockOf}) AS free`, nameOf(workspaceId))
  if (lock?.free !== true)
    throw new DomainError('wrong_state', 'A migration into this workspace is under way. Nothing was erased yet; confirm again when it has ended.')
}
