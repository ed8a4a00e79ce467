import type { Principal } from '@echoscope/db'
import { type Erasure, ErasureConfirm, ErasureRef, ErasureRequest, type Page } from '@echoscope/domain'
import { enter } from '../enter.ts'
import type { Deps } from '../deps.ts'
import { Nothing, router, signedIn } from '../trpc.ts'

const byOf = ({ via, id }: Principal): string => `${via} ${id}`
const scopesFor = (deps: Deps, principal: Principal) => ({
  workspaceId: principal.workspaceId,
  enter: (request: Parameters<typeof enter>[2]) => enter(deps, principal, request),
})

/** Asked for, looked at, confirmed: an erasure cannot be taken back. No answer carries the name. */
export const erasure = router({
  request: signedIn('owner')
    .input(ErasureRequest)
    .mutation(({ ctx, input }): Promise<Erasure> => ctx.deps.db.erasures.request(ctx.principal.workspaceId, input, byOf(ctx.principal))),
  preview: signedIn('owner')
    .input(ErasureRef)
    .mutation(({ ctx, input }): Promise<Erasure> => ctx.deps.db.across.previewErasure({ ...scopesFor(ctx.deps, ctx.principal), erasureId: input.erasureId })),
  /** The name once more, as a confirmation. What was cut short is finished by the same call. */
  confirm: signedIn('owner')
    .input(ErasureConfirm)
    .mutation(
      ({ ctx, input }): Promise<Erasure> => ctx.deps.db.across.confirmErasure({ ...scopesFor(ctx.deps, ctx.principal), ...input, by: byOf(ctx.principal) }),
    ),
  list: signedIn('owner')
    .input(Nothing)
    .query(async ({ ctx }): Promise<Page<Erasure>> => ({ items: await ctx.deps.db.erasures.list(ctx.principal.workspaceId), nextCursor: null })),
})
