import type { WorkspaceId } from '@echoscope/domain'
import { type AuditRecord, writeAudit } from './audit.ts'
import { watchWrites } from './revision.ts'
import type { Sessions, Sql } from './session.ts'

/** The line of the audit log about an act; `made` is what the transaction that carries it came to. */
export type Line = (made: unknown) => AuditRecord | Promise<AuditRecord>

/**
 * The same sessions for one act: the first transaction that changes something writes the act's line too, so that neither is there without the other.
 * An act of several transactions has one line, in the first.
 */
export function recordingSessions(sessions: Sessions, line: Line): { readonly sessions: Sessions; readonly recorded: () => boolean } {
  let carrier: object | null = null
  const carrying = async <S extends Sql, T>(
    workspaceId: WorkspaceId,
    work: (sql: S) => Promise<T>,
    transaction: (work: (sql: S) => Promise<T>) => Promise<T>,
  ): Promise<T> => {
    const own = {}
    const giveUp = (): void => {
      if (carrier === own) carrier = null
    }
    try {
      return await transaction(async (sql) => {
        // A deadlock repeats the whole of it, and what was written is gone.
        giveUp()
        const watched = watchWrites(sql)
        const made = await work({ ...sql, ...watched.sql })
        if (carrier === null && watched.wrote()) {
          carrier = own
          await writeAudit(sql, workspaceId, await line(made))
        }
        return made
      })
    } catch (error) {
      giveUp()
      throw error
    }
  }
  return {
    sessions: {
      ...sessions,
      inScope: (scope, work) => carrying(scope.workspaceId, work, (carried) => sessions.inScope(scope, carried)),
      inWorkspace: (workspaceId, work) => carrying(workspaceId, work, (carried) => sessions.inWorkspace(workspaceId, carried)),
    },
    recorded: () => carrier !== null,
  }
}
