import {
  type BrandId,
  type CampaignId,
  DomainError,
  type Member,
  type MemberId,
  type MemberLimit,
  type MemberUpdate,
  newId,
  notFound,
  type Role,
  type WorkspaceId,
} from '@echoscope/domain'
import { digestOf } from './attempts.ts'
import { violates } from './database-errors.ts'
import type { Sessions, Sql } from './session.ts'

export interface NewMember {
  readonly name: string
  /** As `EmailAddress` of the domain writes it. */
  readonly email: string
  readonly role: Role
  readonly limits: readonly MemberLimit[] | null
  readonly passwordHash: string | null
}

export interface Members {
  list(workspaceId: WorkspaceId): Promise<Member[]>
  /** `last_owner` where nobody would be left to look after the workspace. Counts at the member's next request. */
  update(workspaceId: WorkspaceId, input: MemberUpdate): Promise<Member>
  /** Ends all sessions and links of the member and the keys they made; what they did stays in the audit log. */
  remove(workspaceId: WorkspaceId, id: MemberId): Promise<void>
  /** Without an invitation: for the command line and tests. `already_member` where the address is taken. */
  add(workspaceId: WorkspaceId, member: NewMember): Promise<MemberId>
  /** The member in force with this address, or null. */
  find(workspaceId: WorkspaceId, email: string): Promise<MemberId | null>
}

interface Row {
  id: MemberId
  name: string
  email: string | null
  role: Role
  limited: boolean
  isLocal: boolean
  hasPassword: boolean
  created_at: Date
  seen_at: Date | null
  limits: { brandId: BrandId; campaignId: CampaignId | null }[]
}

const select = `
  SELECT m.id, m.name, m.email, m.role, m.limited, m.is_local AS "isLocal", m.password_hash IS NOT NULL AS "hasPassword", m.created_at,
    (SELECT max(s.seen_at) FROM sessions s WHERE s.workspace_id = m.workspace_id AND s.member_id = m.id) AS seen_at,
    coalesce((SELECT jsonb_agg(jsonb_build_object('brandId', l.brand_id, 'campaignId', l.campaign_id) ORDER BY l.id)
      FROM member_limits l WHERE l.workspace_id = m.workspace_id AND l.member_id = m.id), '[]') AS limits
  FROM members m WHERE m.workspace_id = $1 AND m.removed_at IS NULL`

const toMember = ({ limited, limits, created_at, seen_at, ...row }: Row): Member => ({
  ...row,
  limits: limited
    ? limits.map(({ brandId, campaignId }): MemberLimit => (campaignId === null ? { type: 'brand', brandId } : { type: 'campaign', campaignId }))
    : null,
  createdAt: created_at.toISOString(),
  lastSeenAt: seen_at?.toISOString() ?? null,
})

async function get(sql: Sql, workspaceId: WorkspaceId, id: MemberId): Promise<Member> {
  const row = await sql.first<Row>(`${select} AND m.id = $2`, [workspaceId, id])
  if (row === null) throw notFound('member')
  return toMember(row)
}

export function createMembers(sessions: Sessions): Members {
  return {
    list: (workspaceId) => sessions.inWorkspace(workspaceId, async (sql) => (await sql.all<Row>(`${select} ORDER BY m.id`, [workspaceId])).map(toMember)),
    update: (workspaceId, { memberId, name, role, limits }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await onlyOneAtATime(sql, workspaceId)
        const before = await get(sql, workspaceId, memberId)
        const nextRole = role ?? before.role
        const nextLimits = limits === undefined ? (nextRole === 'owner' ? null : before.limits) : limits
        requireWholeOwner(nextRole, nextLimits)
        if (before.role === 'owner' && nextRole !== 'owner') await requireAnotherOwner(sql, workspaceId, memberId)
        await sql.run('UPDATE members SET name = $3, role = $4, limited = $5 WHERE workspace_id = $1 AND id = $2', [
          workspaceId,
          memberId,
          name ?? before.name,
          nextRole,
          nextLimits !== null,
        ])
        if (limits !== undefined || nextLimits === null) {
          await sql.run('DELETE FROM member_limits WHERE workspace_id = $1 AND member_id = $2', [workspaceId, memberId])
          await writeLimits(sql, workspaceId, { memberId, limits: nextLimits ?? [] })
        }
        return get(sql, workspaceId, memberId)
      }),
    remove: (workspaceId, id) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await onlyOneAtATime(sql, workspaceId)
        const { role } = await get(sql, workspaceId, id)
        if (role === 'owner') await requireAnotherOwner(sql, workspaceId, id)
        for (const table of ['sessions', 'sign_in_links', 'member_limits'] as const)
          await sql.run(`DELETE FROM ${table} WHERE workspace_id = $1 AND member_id = $2`, [workspaceId, id])
        await sql.run('DELETE FROM sign_in_names WHERE workspace_id = $1 AND member_id = $2', [workspaceId, id])
        await sql.run('UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE workspace_id = $1 AND made_by = $2', [workspaceId, id])
        await sql.run('UPDATE members SET removed_at = now(), password_hash = NULL WHERE workspace_id = $1 AND id = $2', [workspaceId, id])
      }),
    add: (workspaceId, member) => sessions.inWorkspace(workspaceId, (sql) => addMember(sql, workspaceId, member)),
    find: (workspaceId, email) => sessions.inWorkspace(workspaceId, (sql) => findByEmail(sql, workspaceId, email)),
  }
}

export async function findByEmail(sql: Sql, workspaceId: WorkspaceId, email: string): Promise<MemberId | null> {
  const row = await sql.first<{ id: MemberId }>('SELECT id FROM members WHERE workspace_id = $1 AND email = $2 AND removed_at IS NULL', [workspaceId, email])
  return row?.id ?? null
}

/** Two owners who lower each other at the same moment must not both succeed. */
async function onlyOneAtATime(sql: Sql, workspaceId: WorkspaceId): Promise<void> {
  await sql.first('SELECT id FROM workspaces WHERE id = $1 FOR UPDATE', [workspaceId])
}

async function requireAnotherOwner(sql: Sql, workspaceId: WorkspaceId, id: MemberId): Promise<void> {
  const others = await sql.first(`SELECT id FROM members WHERE workspace_id = $1 AND id <> $2 AND role = 'owner' AND removed_at IS NULL LIMIT 1`, [
    workspaceId,
    id,
  ])
  if (others === null) throw new DomainError('last_owner', 'This is the last owner of the workspace. Make somebody else an owner first.')
}

export function requireWholeOwner(role: Role, limits: readonly MemberLimit[] | null): void {
  if (role === 'owner' && limits !== null)
    throw new DomainError('invalid_input', 'An owner sees the whole workspace. Choose editor or viewer to limit somebody.', { details: { path: 'limits' } })
}

export async function addMember(sql: Sql, workspaceId: WorkspaceId, { name, email, role, limits, passwordHash }: NewMember): Promise<MemberId> {
  requireWholeOwner(role, limits)
  if ((await findByEmail(sql, workspaceId, email)) !== null) throw alreadyMember()
  const id = newId<'member'>()
  await sql
    .run('INSERT INTO members (workspace_id, id, name, email, password_hash, role, limited) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      workspaceId,
      id,
      name,
      email,
      passwordHash,
      role,
      limits !== null,
    ])
    .catch((error: unknown) => {
      // Somebody with the same address came between the look and the row.
      throw violates(error, 'one_member_per_address') ? alreadyMember() : error
    })
  await writeName(sql, workspaceId, { email, memberId: id })
  await writeLimits(sql, workspaceId, { memberId: id, limits: limits ?? [] })
  return id
}

export const alreadyMember = (): DomainError => new DomainError('already_member', 'Somebody with this address is a member of the workspace already.')

/** The way from an address to its members: a digest and ids. */
export async function writeName(sql: Sql, workspaceId: WorkspaceId, { email, memberId }: { email: string; memberId: MemberId }): Promise<void> {
  await sql.run('DELETE FROM sign_in_names WHERE workspace_id = $1 AND member_id = $2', [workspaceId, memberId])
  await sql.run(
    'INSERT INTO sign_in_names (digest, workspace_id, member_id) VALUES ($1, $2, $3) ON CONFLICT (digest, workspace_id) DO UPDATE SET member_id = excluded.member_id',
    [digestOf(email), workspaceId, memberId],
  )
}

/** `not_found` for a brand or campaign that is not the workspace's, or no custom one. */
export async function writeLimits(
  sql: Sql,
  workspaceId: WorkspaceId,
  { memberId, limits }: { memberId: MemberId; limits: readonly MemberLimit[] },
): Promise<void> {
  for (const limit of limits) {
    const { brandId, campaignId } = await placeOf(sql, workspaceId, limit)
    await sql.run('INSERT INTO member_limits (workspace_id, member_id, id, brand_id, campaign_id, campaign_type) VALUES ($1, $2, $3, $4, $5, $6)', [
      workspaceId,
      memberId,
      newId(),
      brandId,
      campaignId,
      campaignId === null ? null : 'custom',
    ])
  }
}

export async function placeOf(sql: Sql, workspaceId: WorkspaceId, limit: MemberLimit): Promise<{ brandId: BrandId; campaignId: CampaignId | null }> {
  const row =
    limit.type === 'brand'
      ? await sql.first<{ brandId: BrandId }>('SELECT id AS "brandId" FROM brands WHERE workspace_id = $1 AND id = $2', [workspaceId, limit.brandId])
      : await sql.first<{ brandId: BrandId }>(`SELECT brand_id AS "brandId" FROM campaigns WHERE workspace_id = $1 AND id = $2 AND type = 'custom'`, [
          workspaceId,
          limit.campaignId,
        ])
  if (row === null) throw notFound(limit.type)
  return { brandId: row.brandId, campaignId: limit.type === 'brand' ? null : limit.campaignId }
}
