import {
  type BrandId,
  type CampaignId,
  DomainError,
  type KeyId,
  type MemberId,
  newId,
  notFound,
  type Role,
  type Scope,
  type ScopeRequest,
  type SessionId,
  type WorkspaceId,
} from '@echoscope/domain'
import { recordOpened, writeAudit } from './audit.ts'
import { endSession, type OpenedSession, type Opening, openSession, principalOfSession, reachOf } from './browser-sessions.ts'
import { handedOutByOwner, type Maker, makerOf } from './made-by.ts'
import { makeSecret, readSecret } from './secrets.ts'
import type { Sessions, Sql } from './session.ts'

/** Who calls: a key or a browser session, its workspace and role, and the one scope it may be bound to. */
export interface Principal {
  readonly workspaceId: WorkspaceId
  readonly role: Role
  readonly via: 'key' | 'session'
  /** For logs and rate limits; never the secret. */
  readonly id: KeyId | SessionId
  readonly boundTo: ScopeRequest | null
  /** The key's or the member's, for the audit log. */
  readonly name: string
  /** The person; null for a key. */
  readonly member: { readonly id: MemberId; readonly name: string; readonly email: string | null; readonly hasPassword: boolean } | null
  /** How far a limited member sees; null: the whole workspace, or as far as `boundTo` lets a key. */
  readonly reach: MemberReach | null
}
/** Whole brands, and single custom campaigns with the brand they lie in. */
export interface MemberReach {
  readonly brands: readonly BrandId[]
  readonly campaigns: readonly { readonly brandId: BrandId; readonly campaignId: CampaignId }[]
}
export interface ApiKey {
  readonly id: KeyId
  readonly name: string
  readonly role: Role
  readonly boundTo: ScopeRequest | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  /** The person, by their name at that time; null for a key of the command line. */
  readonly madeBy: { readonly memberId: MemberId; readonly name: string } | null
}
export interface NewKey {
  readonly name: string
  readonly role: Role
  /** Binds the key: it may enter this scope and no other, and sees no registry beyond it. */
  readonly scope: Scope | null
  readonly expiresAt: Date | null
  /** Who asked for it: the key ends when this person is removed. A key that makes a key hands its own maker on. Null: the command line. */
  readonly madeBy?: Maker
}

export interface NewLink {
  readonly memberId?: MemberId
  readonly purpose?: 'sign-in' | 'password'
  readonly lifeMs: number
  /** Who hands it out: it ends when they are no owner any more. Null: the command line. */
  readonly madeBy?: Maker
}

export interface Access {
  /** The key's text is returned here and nowhere else; the database keeps its hash. */
  createKey(workspaceId: WorkspaceId, key: NewKey): Promise<{ id: KeyId; text: string }>
  listKeys(workspaceId: WorkspaceId): Promise<ApiKey[]>
  revokeKey(workspaceId: WorkspaceId, id: KeyId): Promise<void>
  /** Null for every text that is not a key in force: unknown, revoked and expired are one answer. */
  principalOfKey(text: string): Promise<Principal | null>
  /** A link that signs a member in, or lets them choose a password, once; `lifeMs` from now. Without a member: the local owner, made here if need be. */
  createSignInLink(workspaceId: WorkspaceId, options: NewLink): Promise<string>
  /** Uses a link up and opens a session; `link_used` when it is unknown, used or expired. */
  signIn(link: string, opening: Opening): Promise<OpenedSession>
  principalOfSession(text: string): Promise<Principal | null>
  signOut(session: string): Promise<void>
}

interface KeyRow {
  id: KeyId
  role: Role
  brand_id: string | null
  campaign_id: string | null
  campaign_type: string | null
}
const boundTo = (row: KeyRow): ScopeRequest | null => {
  if (row.brand_id === null) return null
  return (row.campaign_type === 'automatic' ? { type: 'automatic', brandId: row.brand_id } : { type: 'custom', campaignId: row.campaign_id }) as ScopeRequest
}

export function createAccess(sessions: Sessions): Access {
  return {
    createKey: (workspaceId, { name, role, scope, expiresAt, madeBy = null }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const id = newId<'key'>()
        const maker = await makerOf(sql, workspaceId, madeBy)
        const secret = makeSecret('esk', workspaceId)
        await sql.run(
          `INSERT INTO api_keys (workspace_id, id, name, hash, role, brand_id, campaign_id, campaign_type, expires_at, made_by, made_by_name)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            workspaceId,
            id,
            name,
            secret.hash,
            role,
            scope?.brandId ?? null,
            scope?.campaignId ?? null,
            scope?.type ?? null,
            expiresAt,
            maker?.memberId ?? null,
            maker?.name ?? null,
          ],
        )
        return { id, text: secret.text }
      }),
    listKeys: (workspaceId) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const rows = await sql.all<
          KeyRow & { name: string; created_at: Date; made_by: MemberId | null; made_by_name: string | null } & Record<
              'expires_at' | 'last_used_at' | 'revoked_at',
              Date | null
            >
        >(
          `SELECT id, name, role, brand_id, campaign_id, campaign_type, created_at, expires_at, last_used_at, revoked_at, made_by, made_by_name
           FROM api_keys WHERE workspace_id = $1 ORDER BY id DESC`,
          [workspaceId],
        )
        return rows.map((row) => ({
          id: row.id,
          name: row.name,
          role: row.role,
          boundTo: boundTo(row),
          createdAt: row.created_at.toISOString(),
          expiresAt: row.expires_at?.toISOString() ?? null,
          lastUsedAt: row.last_used_at?.toISOString() ?? null,
          revokedAt: row.revoked_at?.toISOString() ?? null,
          madeBy: row.made_by === null ? null : { memberId: row.made_by, name: row.made_by_name ?? '' },
        }))
      }),
    revokeKey: (workspaceId, id) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const changed = await sql.run('UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE workspace_id = $1 AND id = $2', [workspaceId, id])
        if (changed === 0) throw notFound('key')
      }),
    async principalOfKey(text) {
      const claim = readSecret('esk', text)
      if (claim === null) return null
      return sessions.inWorkspace(claim.workspaceId, async (sql) => {
        const row = await sql.first<KeyRow & { name: string; stale: boolean; maker: MemberId | null; maker_role: Role | null; maker_limited: boolean | null }>(
          `SELECT k.id, k.name, k.role, k.brand_id, k.campaign_id, k.campaign_type, m.id AS maker, m.role AS maker_role, m.limited AS maker_limited,
             k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS stale
           FROM api_keys k LEFT JOIN members m ON m.workspace_id = k.workspace_id AND m.id = k.made_by
           WHERE k.workspace_id = $1 AND k.hash = $2 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
             AND m.removed_at IS NULL`,
          [claim.workspaceId, claim.hash],
        )
        if (row === null) return null
        // To the minute is enough, and keeps a busy key from writing at each call.
        if (row.stale) await sql.run('UPDATE api_keys SET last_used_at = now() WHERE workspace_id = $1 AND id = $2', [claim.workspaceId, row.id])
        const { workspaceId } = claim
        return {
          workspaceId,
          role: lowerOf(row.role, row.maker_role ?? 'owner'),
          via: 'key',
          id: row.id,
          boundTo: boundTo(row),
          name: row.name,
          member: null,
          reach: row.maker !== null && row.maker_limited === true ? await reachOf(sql, workspaceId, row.maker) : null,
        }
      })
    },
    createSignInLink: (workspaceId, { memberId, purpose = 'sign-in', lifeMs, madeBy = null }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const owner = memberId === undefined ? await localOwner(sql, workspaceId) : await inForce(sql, workspaceId, memberId)
        const secret = makeSecret(purpose === 'password' ? 'esp' : 'esl', workspaceId)
        await sql.run('INSERT INTO sign_in_links (workspace_id, id, hash, member_id, purpose, expires_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
          workspaceId,
          newId(),
          secret.hash,
          owner,
          purpose,
          new Date(Date.now() + lifeMs),
          (await makerOf(sql, workspaceId, madeBy))?.memberId ?? null,
        ])
        return secret.text
      }),
    async signIn(link, opening) {
      const claim = readSecret('esl', link)
      const refused = () => new DomainError('link_used', 'This sign-in link was used already or is too old. Run `echoscope sign-in` for a new one.')
      if (claim === null) throw refused()
      const { workspaceId } = claim
      const opened = await sessions.inWorkspace(workspaceId, async (sql) => {
        const used = await sql.first<{ memberId: MemberId; name: string }>(
          `UPDATE sign_in_links l SET used_at = now() FROM members m
           WHERE l.workspace_id = $1 AND l.hash = $2 AND l.purpose = 'sign-in' AND l.used_at IS NULL AND l.expires_at > now()
             AND m.workspace_id = l.workspace_id AND m.id = l.member_id AND m.removed_at IS NULL AND ${handedOutByOwner('l')}
           RETURNING m.id AS "memberId", m.name`,
          [workspaceId, claim.hash],
        )
        if (used === null) {
          await recordStaleLink(sql, workspaceId, { hash: claim.hash, address: opening.address })
          return null
        }
        const { memberId, name } = used
        await recordOpened(sql, workspaceId, { via: 'link', memberId, name, address: opening.address })
        return openSession(sql, workspaceId, { ...opening, memberId })
      })
      if (opened === null) throw refused()
      return opened
    },
    principalOfSession: (text) => principalOfSession(sessions, text),
    signOut: (session) => endSession(sessions, session),
  }
}

const ranks = ['viewer', 'editor', 'owner'] as const satisfies readonly Role[]
/** A key may never do more than the person who made it may do now. */
const lowerOf = (one: Role, other: Role): Role => (ranks.indexOf(one) < ranks.indexOf(other) ? one : other)

/** Whoever has the machine has the installation: removed by mistake, they come back as an owner. */
async function localOwner(sql: Sql, workspaceId: WorkspaceId): Promise<MemberId> {
  const row = await sql.first<{ id: MemberId }>(
    `INSERT INTO members (workspace_id, id, name, role, is_local) VALUES ($1, $2, 'Local owner', 'owner', true)
     ON CONFLICT (workspace_id) WHERE is_local DO UPDATE SET role = 'owner', limited = false,
       email = CASE WHEN members.removed_at IS NULL THEN members.email END, removed_at = NULL
     RETURNING id`,
    [workspaceId, newId()],
  )
  if (row === null) throw new Error('the local owner is missing')
  await sql.run('DELETE FROM member_limits WHERE workspace_id = $1 AND member_id = $2', [workspaceId, row.id])
  return row.id
}

/** A link that was one: used again, or too late. What never was a link leaves no line, so that nobody fills the log with guesses. */
async function recordStaleLink(sql: Sql, workspaceId: WorkspaceId, { hash, address }: { hash: Buffer; address: string }): Promise<void> {
  const link = await sql.first<{ memberId: MemberId; name: string }>(
    `SELECT m.id AS "memberId", m.name FROM sign_in_links l JOIN members m ON m.workspace_id = l.workspace_id AND m.id = l.member_id
     WHERE l.workspace_id = $1 AND l.hash = $2`,
    [workspaceId, hash],
  )
  if (link === null) return
  const { memberId, name } = link
  await writeAudit(sql, workspaceId, { via: 'link', actorId: memberId, actor: name, action: 'session.refused', target: { memberId }, address })
}

async function inForce(sql: Sql, workspaceId: WorkspaceId, id: MemberId): Promise<MemberId> {
  if ((await sql.first('SELECT id FROM members WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL', [workspaceId, id])) === null)
    throw notFound('member')
  return id
}
