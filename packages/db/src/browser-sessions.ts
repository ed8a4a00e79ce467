import { type BrandId, type BrowserSession, type CampaignId, type MemberId, newId, type Role, type SessionId, type WorkspaceId } from '@echoscope/domain'
import type { MemberReach, Principal } from './access.ts'
import { makeSecret, readSecret } from './secrets.ts'
import type { Sessions, Sql } from './session.ts'

/** Where a session is opened from, and for how long. */
export interface Opening {
  readonly lifeMs: number
  readonly address: string
  readonly agent: string
}
export interface OpenedSession {
  readonly session: string
  readonly expiresAt: Date
}

const longestAgent = 300

/** Inside the transaction that has made sure of the member. */
export async function openSession(sql: Sql, workspaceId: WorkspaceId, opening: Opening & { memberId: MemberId }): Promise<OpenedSession> {
  const { memberId, lifeMs, address, agent } = opening
  const secret = makeSecret('ess', workspaceId)
  const expiresAt = new Date(Date.now() + lifeMs)
  await sql.run('DELETE FROM sessions WHERE workspace_id = $1 AND member_id = $2 AND expires_at < now()', [workspaceId, memberId])
  await sql.run('INSERT INTO sessions (workspace_id, id, hash, member_id, address, agent, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    workspaceId,
    newId(),
    secret.hash,
    memberId,
    address,
    agent.replaceAll('\0', '').toWellFormed().slice(0, longestAgent),
    expiresAt,
  ])
  return { session: secret.text, expiresAt }
}

interface PrincipalRow {
  id: SessionId
  memberId: MemberId
  name: string
  email: string | null
  hasPassword: boolean
  role: Role
  limited: boolean
  stale: boolean
}
/** Role and reach are the member's as they are now, not as they were when the session was opened. */
export async function principalOfSession(sessions: Sessions, text: string): Promise<Principal | null> {
  const claim = readSecret('ess', text)
  if (claim === null) return null
  const { workspaceId, hash } = claim
  return sessions.inWorkspace(workspaceId, async (sql) => {
    const row = await sql.first<PrincipalRow>(
      `SELECT s.id, m.id AS "memberId", m.name, m.email, m.password_hash IS NOT NULL AS "hasPassword", m.role, m.limited,
         s.seen_at < now() - interval '1 minute' AS stale
       FROM sessions s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
       WHERE s.workspace_id = $1 AND s.hash = $2 AND s.expires_at > now() AND m.removed_at IS NULL`,
      [workspaceId, hash],
    )
    if (row === null) return null
    if (row.stale) await sql.run('UPDATE sessions SET seen_at = now() WHERE workspace_id = $1 AND id = $2', [workspaceId, row.id])
    const { memberId, name, email, hasPassword } = row
    return {
      workspaceId,
      role: row.role,
      via: 'session',
      id: row.id,
      boundTo: null,
      name,
      member: { id: memberId, name, email, hasPassword },
      reach: row.limited ? await reachOf(sql, workspaceId, memberId) : null,
    }
  })
}

export async function reachOf(sql: Sql, workspaceId: WorkspaceId, memberId: MemberId): Promise<MemberReach> {
  const rows = await sql.all<{ brandId: BrandId; campaignId: CampaignId | null }>(
    'SELECT brand_id AS "brandId", campaign_id AS "campaignId" FROM member_limits WHERE workspace_id = $1 AND member_id = $2 ORDER BY id',
    [workspaceId, memberId],
  )
  return {
    brands: rows.flatMap(({ brandId, campaignId }) => (campaignId === null ? [brandId] : [])),
    campaigns: rows.flatMap(({ brandId, campaignId }) => (campaignId === null ? [] : [{ brandId, campaignId }])),
  }
}

export async function endSession(sessions: Sessions, text: string): Promise<void> {
  const claim = readSecret('ess', text)
  if (claim === null) return
  await sessions.inWorkspace(claim.workspaceId, (sql) => sql.run('DELETE FROM sessions WHERE workspace_id = $1 AND hash = $2', [claim.workspaceId, claim.hash]))
}

/** A member's own open sessions, the newest first. */
export interface BrowserSessions {
  list(workspaceId: WorkspaceId, memberId: MemberId): Promise<Omit<BrowserSession, 'isCurrent'>[]>
  /** How many were ended: 0 for one that is not the member's, or is over already. */
  revoke(workspaceId: WorkspaceId, memberId: MemberId, id: SessionId): Promise<number>
}

export const createBrowserSessions = (sessions: Sessions): BrowserSessions => ({
  list: (workspaceId, memberId) =>
    sessions.inWorkspace(workspaceId, async (sql) => {
      const rows = await sql.all<{ id: SessionId; address: string; agent: string; created_at: Date; seen_at: Date; expires_at: Date }>(
        `SELECT id, address, agent, created_at, seen_at, expires_at FROM sessions
         WHERE workspace_id = $1 AND member_id = $2 AND expires_at > now() ORDER BY id DESC`,
        [workspaceId, memberId],
      )
      return rows.map(({ id, address, agent, created_at, seen_at, expires_at }) => ({
        id,
        address,
        agent,
        createdAt: created_at.toISOString(),
        seenAt: seen_at.toISOString(),
        expiresAt: expires_at.toISOString(),
      }))
    }),
  revoke: (workspaceId, memberId, id) =>
    sessions.inWorkspace(workspaceId, (sql) =>
      sql.run('DELETE FROM sessions WHERE workspace_id = $1 AND member_id = $2 AND id = $3', [workspaceId, memberId, id]),
    ),
})
