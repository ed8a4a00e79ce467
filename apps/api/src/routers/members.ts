import {
  type BrowserSession,
  type Invitation,
  InvitationRef,
  type Member,
  MemberInvite,
  MemberLink,
  MemberRef,
  MemberSessionRef,
  MemberUpdate,
  type Page,
} from '@echoscope/domain'
import { Nothing, router, signedIn } from '../trpc.ts'

const invitationLifeMs = 7 * 86_400_000
const linkLifeMs = 60 * 60_000

/** People of the workspace. There is no mail server: invitations and links are answered once, to the owner who asked, who hands them on. */
export const members = router({
  list: signedIn('owner')
    .input(Nothing)
    .query(async ({ ctx: { deps, principal } }): Promise<Page<Member>> => ({ items: await deps.db.members.list(principal.workspaceId), nextCursor: null })),
  update: signedIn('owner')
    .input(MemberUpdate)
    .mutation(({ ctx: { deps, principal }, input }): Promise<Member> => deps.db.members.update(principal.workspaceId, input)),
  remove: signedIn('owner')
    .input(MemberRef)
    .mutation(async ({ ctx: { deps, principal }, input }): Promise<{ memberId: string }> => {
      await deps.db.members.remove(principal.workspaceId, input.memberId)
      return { memberId: input.memberId }
    }),
  /** Where a member is signed in. */
  sessions: signedIn('owner')
    .input(MemberRef)
    .query(async ({ ctx: { deps, principal }, input: { memberId } }): Promise<Page<BrowserSession>> => {
      const open = await deps.db.browserSessions.list(principal.workspaceId, memberId)
      return { items: open.map((session) => ({ ...session, isCurrent: session.id === principal.id })), nextCursor: null }
    }),
  /** Null where there was nothing to end: it is over already, or not that member's. */
  endSession: signedIn('owner')
    .input(MemberSessionRef)
    .mutation(async ({ ctx: { deps, principal }, input: { memberId, sessionId } }): Promise<{ ended: true } | null> => {
      const ended = await deps.db.browserSessions.revoke(principal.workspaceId, memberId, sessionId)
      return ended === 0 ? null : { ended: true }
    }),
  /** A one-time link: to sign in, or to choose a new password at `/password`. */
  link: signedIn('owner')
    .input(MemberLink)
    .mutation(async ({ ctx: { deps, principal }, input: { memberId, purpose } }): Promise<{ memberId: string; path: string }> => {
      const token = await deps.db.access.createSignInLink(principal.workspaceId, { memberId, purpose, lifeMs: linkLifeMs, madeBy: principal })
      return { memberId, path: `/${purpose}#${token}` }
    }),
  invite: signedIn('owner')
    .input(MemberInvite)
    .mutation(async ({ ctx: { deps, principal }, input }): Promise<{ id: string; path: string; expiresAt: string }> => {
      const { id, text, expiresAt } = await deps.db.invitations.invite(principal.workspaceId, {
        ...input,
        invitedBy: principal.name,
        lifeMs: invitationLifeMs,
        madeBy: principal,
      })
      return { id, path: `/invitation#${text}`, expiresAt: expiresAt.toISOString() }
    }),
  invitations: signedIn('owner')
    .input(Nothing)
    .query(
      async ({ ctx: { deps, principal } }): Promise<Page<Invitation>> => ({ items: await deps.db.invitations.list(principal.workspaceId), nextCursor: null }),
    ),
  revokeInvitation: signedIn('owner')
    .input(InvitationRef)
    .mutation(async ({ ctx: { deps, principal }, input }): Promise<{ invitationId: string }> => {
      await deps.db.invitations.revoke(principal.workspaceId, input.invitationId)
      return { invitationId: input.invitationId }
    }),
})
