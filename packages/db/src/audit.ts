import { type AuditEntry, type MemberId, newId, type Page, type WorkspaceId } from '@echoscope/domain'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Sessions, Sql } from './session.ts'

/** Who did what to what, from where. `target` holds ids and scopes, never a text or a secret. */
export type AuditRecord = Omit<AuditEntry, 'id' | 'at'>

export interface Audit {
  record(workspaceId: WorkspaceId, entry: AuditRecord): Promise<void>
  /** Newest first. `actor` is a part of the name, `action` how the action begins; both as written, no pattern. */
  list(workspaceId: WorkspaceId, page: AuditPage): Promise<Page<AuditEntry>>
}

export interface AuditPage {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly actor?: string | undefined
  readonly action?: string | undefined
}

/** Inside the transaction of what is recorded, where there is one. */
export async function writeAudit(sql: Sql, workspaceId: WorkspaceId, { via, actorId, actor, action, target, address }: AuditRecord): Promise<void> {
  await sql.run('INSERT INTO audit_log (workspace_id, id, via, actor_id, actor, action, target, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    workspaceId,
    newId(),
    via,
    actorId,
    actor,
    action,
    JSON.stringify(target),
    address,
  ])
}

export interface Opened {
  readonly via: 'session' | 'link'
  readonly memberId: MemberId
  readonly name: string
  readonly address: string
}
/** Somebody came in, by a password or a link. */
export const recordOpened = (sql: Sql, workspaceId: WorkspaceId, { via, memberId, name, address }: Opened): Promise<void> =>
  writeAudit(sql, workspaceId, { via, actorId: memberId, actor: name, action: 'session.opened', target: { memberId }, address })

interface Row extends AuditRecord {
  id: string
  at: Date
}

export function createAudit(sessions: Sessions): Audit {
  return {
    record: (workspaceId, entry) => sessions.inWorkspace(workspaceId, (sql) => writeAudit(sql, workspaceId, entry)),
    list: (workspaceId, { cursor, limit, actor = '', action = '' }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const after = cursor === undefined ? null : decodeCursor(cursor, 'count').id
        const rows = await sql.all<Row>(
          `SELECT id, at, via, actor_id AS "actorId", actor, action, target, address FROM audit_log
           WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2)
             AND strpos(lower(actor), lower($4)) > 0 AND starts_with(action, $5)
           ORDER BY id DESC LIMIT $3`,
          [workspaceId, after, limit + 1, actor, action],
        )
        const items = rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
        const last = items.at(-1)
        return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ value: '0', id: last.id }) : null }
      }),
  }
}
