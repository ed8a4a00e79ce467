import { DomainError, type WorkspaceId } from '@echoscope/domain'
import type { Sql } from './session.ts'

interface Thing {
  readonly what: 'brand' | 'campaign' | 'thread'
  readonly id: string
  /** What is stored now. */
  readonly revision: number
}

/** So far back is looked for who it was: further back nobody waits with an edit. */
const newestLines = 2_000

/** The refusal of an edit that was begun before another was stored, with who made that one and when, as far as the log still tells. */
export async function editedMeanwhile(sql: Sql, workspaceId: WorkspaceId, { what, id, revision }: Thing): Promise<DomainError> {
  const last = await sql.first<{ actor: string; at: Date }>(
    `SELECT actor, at
     FROM (SELECT id, actor, at, action, target FROM audit_log WHERE workspace_id = $1 ORDER BY id DESC LIMIT ${newestLines}) newest
     WHERE starts_with(action, $2) AND target ->> $3 = $4
     ORDER BY id DESC LIMIT 1`,
    [workspaceId, `${what}s.`, `${what}Id`, id],
  )
  const who = last?.actor ?? 'Somebody else'
  return new DomainError(
    'edited_meanwhile',
    `${who} changed this ${what} since you opened it. Nothing was overwritten: load it again and repeat your change.`,
    {
      details: { revision, by: last?.actor ?? null, at: last?.at.toISOString() ?? null },
    },
  )
}
