import { type Invitation, InvitationRef, type Member, MemberInvite, MemberLink, MemberRef, MemberUpdate, type Page } from '@echoscope/domain'
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
  /** A one-time link: to sign in, or to choose a new password at `/password`. */
  link: signedIn('owner')
    .input(MemberLink)
    .mutation(async ({ ctx: { deps, principal }, input: { memberId, purpose } }): Promise<{ memberId: string; path: string }> => {
      const token = await deps.db.access.createSignInLink(principal.workspaceId, { memberId, purpose, lifeMs: linkLifeMs })
      return { memberId, path: `/${purpose}#${token}` }
    }),
  invite: signedIn('owner')
    .input(MemberInvite)
    .mutation(async ({ ctx: { deps, principal }, input }): Promise<{ id: string; path: string; expiresAt: string }> => {
      const { id, text, expiresAt } = await deps.db.invitations.invite(principal.workspaceId, { ...input, invitedBy: principal.name, lifeMs: invitationLifeMs })
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
