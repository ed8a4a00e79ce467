import { type BrowserSession, type Page, SessionRef } from '@echoscope/domain'
import { Nothing, router, selfProcedure } from '../trpc.ts'

/** One's own browser sessions; a key has none. */
export const sessions = router({
  list: selfProcedure.input(Nothing).query(async ({ ctx: { deps, principal } }): Promise<Page<BrowserSession>> => {
    const open = principal.member === null ? [] : await deps.db.browserSessions.list(principal.workspaceId, principal.member.id)
    return { items: open.map((session) => ({ ...session, isCurrent: session.id === principal.id })), nextCursor: null }
  }),
  /** Null where there was nothing to end: it is over already, or not the caller's own. */
  revoke: selfProcedure.input(SessionRef).mutation(async ({ ctx: { deps, principal }, input }): Promise<{ ended: true } | null> => {
    const ended = principal.member === null ? 0 : await deps.db.browserSessions.revoke(principal.workspaceId, principal.member.id, input.sessionId)
    return ended === 0 ? null : { ended: true }
  }),
})
