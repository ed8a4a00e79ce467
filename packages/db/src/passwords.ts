import { type AccountUpdate, DomainError, type MemberId, newId, type WorkspaceId } from '@echoscope/domain'
import { hashPassword, verifyPassword } from '@better-auth/utils/password'
import { countAttempt, digestOf, forgiveAttempts, takeBackAttempt } from './attempts.ts'
import { recordOpened, writeAudit } from './audit.ts'
import { type OpenedSession, type Opening, openSession } from './browser-sessions.ts'
import { handedOutByOwner } from './made-by.ts'
import { alreadyMember, findByEmail, writeName } from './members.ts'
import { readSecret } from './secrets.ts'
import type { Sessions, Sql } from './session.ts'

export interface Passwords {
  /**
   * `wrong_credentials` for an unknown address, a wrong password, a member without one and a removed one: the same answer after the same work.
   * `rate_limited` after too many tries of an address, from an address, or both.
   */
  signIn(given: { email: string; password: string }, opening: Opening): Promise<OpenedSession>
  /** With a one-time link for it. Ends every session of the member and opens one. */
  reset(link: string, password: string, opening: Opening): Promise<OpenedSession>
  /** One's own name, address and password. All other sessions, and open links, end when the password changes. */
  update(workspaceId: WorkspaceId, memberId: MemberId, change: AccountUpdate & { keepSession: string | null }): Promise<void>
}

/** Tries in a quarter of an hour. Many from one network address may be an office; many on one address from everywhere is an attack. */
const mostTogether = 10
const mostFromAddress = 60
const mostOnEmail = 100
/** Verified where there is no hash to verify, so that this takes as long: of the same shape, and of no password. */
const nobodysHash = `${'0'.repeat(32)}:${'0'.repeat(128)}`

const wrong = () =>
  new DomainError('wrong_credentials', 'The address or the password is wrong. An owner of the workspace can give you a link for a new password.')

export function createPasswords(sessions: Sessions): Passwords {
  const hashIn = (workspaceId: WorkspaceId, memberId: MemberId) =>
    sessions.inWorkspace(workspaceId, (sql) =>
      sql.first<{ name: string; hash: string | null }>(
        'SELECT name, password_hash AS hash FROM members WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL',
        [workspaceId, memberId],
      ),
    )
  return {
    async signIn({ email, password }, opening) {
      const [together, onEmail] = [`together ${email} ${opening.address}`, `email ${email}`]
      await countAttempt(sessions, [
        { what: together, most: mostTogether },
        { what: onEmail, most: mostOnEmail },
        { what: `address ${opening.address}`, most: mostFromAddress },
      ])
      const known = await sessions.outside((sql) =>
        sql.all<Named>('SELECT workspace_id AS "workspaceId", member_id AS "memberId" FROM sign_in_names WHERE digest = $1 ORDER BY 1 LIMIT 20', [
          digestOf(email),
        ]),
      )
      // An unknown address is looked up and verified too: among rows that are not there.
      const asked: readonly Named[] = known.length > 0 ? known : [{ workspaceId: newId(), memberId: newId() }]
      let found: (Named & { name: string; hash: string }) | null = null
      for (const named of asked) {
        const row = await hashIn(named.workspaceId, named.memberId)
        const hash = row?.hash ?? nobodysHash
        const right = await verifyPassword(hash, password)
        if (right && row !== null && found === null) found = { ...named, name: row.name, hash }
      }
      if (found === null) {
        // Of the unknown address too, in a workspace that is not there: the answer takes as long, and nothing is written.
        for (const { workspaceId, memberId } of asked)
          await sessions.inWorkspace(workspaceId, async (sql) => {
            const member = await sql.first<{ name: string }>('SELECT name FROM members WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL', [
              workspaceId,
              memberId,
            ])
            if (member !== null)
              await writeAudit(sql, workspaceId, {
                via: 'session',
                actorId: memberId,
                actor: member.name,
                action: 'session.refused',
                target: { memberId },
                address: opening.address,
              })
          })
        throw wrong()
      }
      const { workspaceId, memberId, name, hash } = found
      const opened = await sessions.inWorkspace(workspaceId, async (sql) => {
        // Removed, or given another password, since it was looked up.
        const still = await sql.first('SELECT id FROM members WHERE workspace_id = $1 AND id = $2 AND password_hash = $3 AND removed_at IS NULL FOR UPDATE', [
          workspaceId,
          memberId,
          hash,
        ])
        if (still === null) throw wrong()
        await recordOpened(sql, workspaceId, { via: 'session', memberId, name, address: opening.address })
        return openSession(sql, workspaceId, { ...opening, memberId })
      })
      // Nobody proves that an address is theirs: who gives themselves another's must not, by signing in, be forgiven their guesses at that other's password.
      await (known.length === 1 ? forgiveAttempts : takeBackAttempt)(sessions, [together, onEmail])
      return opened
    },
    async reset(link, password, opening) {
      const refused = () => new DomainError('link_used', 'This link was used already or is too old. Ask an owner of the workspace for a new one.')
      const claim = readSecret('esp', link)
      if (claim === null) throw refused()
      const { workspaceId } = claim
      const hash = await hashPassword(password)
      return sessions.inWorkspace(workspaceId, async (sql) => {
        const used = await sql.first<{ memberId: MemberId }>(
          `UPDATE sign_in_links SET used_at = now()
           WHERE workspace_id = $1 AND hash = $2 AND purpose = 'password' AND used_at IS NULL AND expires_at > now() AND ${handedOutByOwner('sign_in_links')}
           RETURNING member_id AS "memberId"`,
          [workspaceId, claim.hash],
        )
        if (used === null) throw refused()
        const { memberId } = used
        const member = await sql.first<{ name: string }>(
          'UPDATE members SET password_hash = $3 WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL RETURNING name',
          [workspaceId, memberId, hash],
        )
        if (member === null) throw refused()
        await sql.run('DELETE FROM sessions WHERE workspace_id = $1 AND member_id = $2', [workspaceId, memberId])
        await endLinks(sql, workspaceId, memberId)
        await writeAudit(sql, workspaceId, {
          via: 'link',
          actorId: memberId,
          actor: member.name,
          action: 'password.reset',
          target: { memberId },
          address: opening.address,
        })
        return openSession(sql, workspaceId, { ...opening, memberId })
      })
    },
    async update(workspaceId, memberId, { name, email, password, currentPassword, keepSession }) {
      const before = await hashIn(workspaceId, memberId)
      if (before?.hash != null && (email !== undefined || password !== undefined)) {
        const tries = `own ${memberId}`
        await countAttempt(sessions, [{ what: tries, most: mostTogether }])
        if (!(await verifyPassword(before.hash, currentPassword ?? ''))) throw wrongCurrent()
        await forgiveAttempts(sessions, [tries])
      }
      const hash = password === undefined ? null : await hashPassword(password)
      await sessions.inWorkspace(workspaceId, async (sql) => {
        if (email !== undefined) {
          const holder = await findByEmail(sql, workspaceId, email)
          if (holder !== null && holder !== memberId) throw alreadyMember()
          await writeName(sql, workspaceId, { email, memberId })
        }
        await sql.run(
          `UPDATE members SET name = coalesce($3, name), email = coalesce($4, email), password_hash = coalesce($5, password_hash)
           WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL`,
          [workspaceId, memberId, name ?? null, email ?? null, hash],
        )
        if (hash !== null) {
          await sql.run('DELETE FROM sessions WHERE workspace_id = $1 AND member_id = $2 AND id IS DISTINCT FROM $3::uuid', [
            workspaceId,
            memberId,
            keepSession,
          ])
          await endLinks(sql, workspaceId, memberId)
        }
      })
    },
  }
}

interface Named {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
}
/** Whoever chooses a new password shuts out what may have got hold of the old one, or of a link. */
const endLinks = (sql: Sql, workspaceId: WorkspaceId, memberId: MemberId): Promise<number> =>
  sql.run('DELETE FROM sign_in_links WHERE workspace_id = $1 AND member_id = $2 AND used_at IS NULL', [workspaceId, memberId])

const wrongCurrent = () =>
  new DomainError('invalid_input', 'Your current password is needed for this, and it was not right.', { details: { path: 'currentPassword' } })
