import {
  DomainError,
  type Invitation,
  type InvitationId,
  type MemberInvite,
  type MemberId,
  type MemberLimit,
  newId,
  notFound,
  type Role,
  type WorkspaceId,
} from '@echoscope/domain'
import { hashPassword } from '@better-auth/utils/password'
import { writeAudit } from './audit.ts'
import { type OpenedSession, type Opening, openSession } from './browser-sessions.ts'
import { handedOutByOwner, type Maker, makerOf } from './made-by.ts'
import { addMember, alreadyMember, findByEmail, placeOf, requireWholeOwner } from './members.ts'
import { makeSecret, readSecret } from './secrets.ts'
import type { Sessions, Sql } from './session.ts'

export interface Invitations {
  /** Open ones, the newest first. */
  list(workspaceId: WorkspaceId): Promise<Invitation[]>
  /** The text is returned here and nowhere else. An earlier open invitation of the same address is revoked. It ends when `madeBy` is no owner any more. */
  invite(
    workspaceId: WorkspaceId,
    input: MemberInvite & { invitedBy: string; lifeMs: number; madeBy?: Maker },
  ): Promise<{ id: InvitationId; text: string; expiresAt: Date }>
  revoke(workspaceId: WorkspaceId, id: InvitationId): Promise<void>
  /** What an invitation says to the one who holds it; `link_used` when it is unknown, used, revoked or expired. */
  look(text: string): Promise<{ workspace: string; email: string; role: Role; expiresAt: string }>
  /** Makes the member and opens a session; uses the invitation up. */
  accept(text: string, person: { name: string; password: string }, opening: Opening): Promise<OpenedSession>
}

interface Row {
  id: InvitationId
  email: string
  role: Role
  limits: MemberLimit[] | null
  invitedBy: string
  created_at: Date
  expires_at: Date
}
const columns = 'id, email, role, limits, invited_by AS "invitedBy", created_at, expires_at'
const open = `accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now() AND ${handedOutByOwner('invitations')}`
const refused = () => new DomainError('link_used', 'This invitation was used or taken back, or is too old. Ask for a new one.')

export function createInvitations(sessions: Sessions): Invitations {
  return {
    list: (workspaceId) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const rows = await sql.all<Row>(`SELECT ${columns} FROM invitations WHERE workspace_id = $1 AND ${open} ORDER BY id DESC`, [workspaceId])
        return rows.map(({ created_at, expires_at, ...row }) => ({ ...row, createdAt: created_at.toISOString(), expiresAt: expires_at.toISOString() }))
      }),
    invite: (workspaceId, { email, role, limits = null, invitedBy, lifeMs, madeBy = null }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        requireWholeOwner(role, limits)
        for (const limit of limits ?? []) await placeOf(sql, workspaceId, limit)
        if ((await findByEmail(sql, workspaceId, email)) !== null) throw alreadyMember()
        await sql.run(`UPDATE invitations SET revoked_at = now() WHERE workspace_id = $1 AND email = $2 AND ${open}`, [workspaceId, email])
        const secret = makeSecret('esi', workspaceId)
        const id = newId<'invitation'>()
        const expiresAt = new Date(Date.now() + lifeMs)
        await sql.run(
          'INSERT INTO invitations (workspace_id, id, hash, email, role, limits, invited_by, expires_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
          [
            workspaceId,
            id,
            secret.hash,
            email,
            role,
            limits === null ? null : JSON.stringify(limits),
            invitedBy,
            expiresAt,
            (await makerOf(sql, workspaceId, madeBy))?.memberId ?? null,
          ],
        )
        return { id, text: secret.text, expiresAt }
      }),
    revoke: (workspaceId, id) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const changed = await sql.run(`UPDATE invitations SET revoked_at = now() WHERE workspace_id = $1 AND id = $2 AND ${open}`, [workspaceId, id])
        if (changed === 0) throw notFound('invitation')
      }),
    async look(text) {
      const claim = readSecret('esi', text)
      if (claim === null) throw refused()
      return sessions.inWorkspace(claim.workspaceId, async (sql) => {
        const row = await sql.first<{ workspace: string; email: string; role: Role; expires_at: Date }>(
          `SELECT w.name AS workspace, i.email, i.role, i.expires_at FROM invitations i JOIN workspaces w ON w.id = i.workspace_id
           WHERE i.workspace_id = $1 AND i.hash = $2 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
             AND ${handedOutByOwner('i')}`,
          [claim.workspaceId, claim.hash],
        )
        if (row === null) throw refused()
        return { workspace: row.workspace, email: row.email, role: row.role, expiresAt: row.expires_at.toISOString() }
      })
    },
    async accept(text, { name, password }, opening) {
      const claim = readSecret('esi', text)
      if (claim === null) throw refused()
      const { workspaceId, hash } = claim
      const passwordHash = await hashPassword(password)
      return sessions.inWorkspace(workspaceId, async (sql) => {
        const used = await sql.first<Row>(`UPDATE invitations SET accepted_at = now() WHERE workspace_id = $1 AND hash = $2 AND ${open} RETURNING ${columns}`, [
          workspaceId,
          hash,
        ])
        if (used === null) throw refused()
        const limits = used.limits === null ? null : await stillThere(sql, workspaceId, used.limits)
        const memberId = await addMember(sql, workspaceId, { name, email: used.email, role: used.role, limits, passwordHash })
        await writeAudit(sql, workspaceId, acceptance({ memberId, name, invitationId: used.id, address: opening.address }))
        return openSession(sql, workspaceId, { ...opening, memberId })
      })
    },
  }
}

/** What was removed since the invitation is left out; the rest still limits. */
async function stillThere(sql: Sql, workspaceId: WorkspaceId, limits: readonly MemberLimit[]): Promise<MemberLimit[]> {
  const there: MemberLimit[] = []
  for (const limit of limits) {
    const place = await placeOf(sql, workspaceId, limit).catch((error: unknown) => {
      if (error instanceof DomainError) return null
      throw error
    })
    if (place !== null) there.push(limit)
  }
  return there
}

const acceptance = ({ memberId, name, invitationId, address }: { memberId: MemberId; name: string; invitationId: InvitationId; address: string }) =>
  ({ via: 'link', actorId: memberId, actor: name, action: 'invitation.accepted', target: { invitationId, memberId }, address }) as const
