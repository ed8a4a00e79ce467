import { DomainError, type KeyId, newId, notFound, type Role, type Scope, type ScopeRequest, type SessionId, type WorkspaceId } from '@echoscope/domain'
import { makeSecret, readSecret } from './secrets.ts'
import type { Sessions } from './session.ts'

/** Who calls: a key or a browser session, its workspace and role, and the one scope it may be bound to. */
export interface Principal {
  readonly workspaceId: WorkspaceId
  readonly role: Role
  readonly via: 'key' | 'session'
  /** For logs and rate limits; never the secret. */
  readonly id: KeyId | SessionId
  readonly boundTo: ScopeRequest | null
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
}
export interface NewKey {
  readonly name: string
  readonly role: Role
  /** Binds the key: it may enter this scope and no other, and sees no registry beyond it. */
  readonly scope: Scope | null
  readonly expiresAt: Date | null
}

export interface Access {
  /** The key's text is returned here and nowhere else; the database keeps its hash. */
  createKey(workspaceId: WorkspaceId, key: NewKey): Promise<{ id: KeyId; text: string }>
  listKeys(workspaceId: WorkspaceId): Promise<ApiKey[]>
  revokeKey(workspaceId: WorkspaceId, id: KeyId): Promise<void>
  /** Null for every text that is not a key in force: unknown, revoked and expired are one answer. */
  principalOfKey(text: string): Promise<Principal | null>
  /** A link that signs in once; `lifeMs` from now. */
  createSignInLink(workspaceId: WorkspaceId, options: { role: Role; lifeMs: number }): Promise<string>
  /** Uses a link up and opens a session; `link_used` when it is unknown, used or expired. */
  signIn(link: string, lifeMs: number): Promise<{ session: string; expiresAt: Date }>
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
    createKey: (workspaceId, { name, role, scope, expiresAt }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const id = newId<'key'>()
        const secret = makeSecret('esk', workspaceId)
        await sql.run(
          `INSERT INTO api_keys (workspace_id, id, name, hash, role, brand_id, campaign_id, campaign_type, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [workspaceId, id, name, secret.hash, role, scope?.brandId ?? null, scope?.campaignId ?? null, scope?.type ?? null, expiresAt],
        )
        return { id, text: secret.text }
      }),
    listKeys: (workspaceId) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const rows = await sql.all<KeyRow & { name: string; created_at: Date } & Record<'expires_at' | 'last_used_at' | 'revoked_at', Date | null>>(
          `SELECT id, name, role, brand_id, campaign_id, campaign_type, created_at, expires_at, last_used_at, revoked_at
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
        const row = await sql.first<KeyRow & { stale: boolean }>(
          `SELECT id, role, brand_id, campaign_id, campaign_type, last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
           FROM api_keys
           WHERE workspace_id = $1 AND hash = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
          [claim.workspaceId, claim.hash],
        )
        if (row === null) return null
        // To the minute is enough, and keeps a busy key from writing at each call.
        if (row.stale) await sql.run('UPDATE api_keys SET last_used_at = now() WHERE workspace_id = $1 AND id = $2', [claim.workspaceId, row.id])
        return { workspaceId: claim.workspaceId, role: row.role, via: 'key', id: row.id, boundTo: boundTo(row) }
      })
    },
    createSignInLink: (workspaceId, { role, lifeMs }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const secret = makeSecret('esl', workspaceId)
        await sql.run('INSERT INTO sign_in_links (workspace_id, id, hash, role, expires_at) VALUES ($1, $2, $3, $4, $5)', [
          workspaceId,
          newId(),
          secret.hash,
          role,
          new Date(Date.now() + lifeMs),
        ])
        return secret.text
      }),
    async signIn(link, lifeMs) {
      const claim = readSecret('esl', link)
      const refused = () => new DomainError('link_used', 'This sign-in link was used already or is too old. Run `echoscope sign-in` for a new one.')
      if (claim === null) throw refused()
      return sessions.inWorkspace(claim.workspaceId, async (sql) => {
        const used = await sql.first<{ role: Role }>(
          `UPDATE sign_in_links SET used_at = now() WHERE workspace_id = $1 AND hash = $2 AND used_at IS NULL AND expires_at > now() RETURNING role`,
          [claim.workspaceId, claim.hash],
        )
        if (used === null) throw refused()
        const secret = makeSecret('ess', claim.workspaceId)
        const expiresAt = new Date(Date.now() + lifeMs)
        await sql.run('INSERT INTO sessions (workspace_id, id, hash, role, expires_at) VALUES ($1, $2, $3, $4, $5)', [
          claim.workspaceId,
          newId(),
          secret.hash,
          used.role,
          expiresAt,
        ])
        return { session: secret.text, expiresAt }
      })
    },
    async principalOfSession(text) {
      const claim = readSecret('ess', text)
      if (claim === null) return null
      return sessions.inWorkspace(claim.workspaceId, async (sql) => {
        const row = await sql.first<{ id: SessionId; role: Role }>(
          'SELECT id, role FROM sessions WHERE workspace_id = $1 AND hash = $2 AND expires_at > now()',
          [claim.workspaceId, claim.hash],
        )
        return row === null ? null : { workspaceId: claim.workspaceId, role: row.role, via: 'session', id: row.id, boundTo: null }
      })
    },
    async signOut(session) {
      const claim = readSecret('ess', session)
      if (claim === null) return
      await sessions.inWorkspace(claim.workspaceId, (sql) =>
        sql.run('DELETE FROM sessions WHERE workspace_id = $1 AND hash = $2', [claim.workspaceId, claim.hash]),
      )
    },
  }
}
