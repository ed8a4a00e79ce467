import { type AiBudget, AiBudgetSet } from '@echoscope/domain'
import { Nothing, router, signedIn } from '../trpc.ts'

export const ai = router({
  /** What this month may cost, has cost, and is set aside for calls under way. */
  budget: signedIn('viewer')
    .input(Nothing)
    .query(({ ctx }): Promise<AiBudget> => ctx.deps.db.aiBudgets.read(ctx.principal.workspaceId, ctx.deps.now())),
  /** Counts from the next call on; 0 stops them all. */
  setBudget: signedIn('owner')
    .input(AiBudgetSet)
    .mutation(async ({ ctx, input }): Promise<AiBudget> => {
      await ctx.deps.db.aiBudgets.set(ctx.principal.workspaceId, input.usd)
      return ctx.deps.db.aiBudgets.read(ctx.principal.workspaceId, ctx.deps.now())
    }),
})
