import { type PainPointChoice, PainPointHide, PainPointMerge, PainPointRef, PainPointRename, ScopedInput } from '@echoscope/domain'
import { router, scoped } from '../trpc.ts'

/** What users say of pain points. Each answer is every choice of the scope as it is then. */
export const painPoints = router({
  choices: scoped('viewer')
    .input(ScopedInput)
    .query(async ({ ctx }): Promise<{ items: PainPointChoice[] }> => ({ items: await ctx.deps.db.painPointChoices.list(ctx.scope) })),
  rename: scoped('editor')
    .input(PainPointRename)
    .mutation(async ({ ctx, input }): Promise<{ items: PainPointChoice[] }> => {
      await ctx.deps.db.painPointChoices.rename(ctx.scope, input.painPointId, input.name)
      return { items: await ctx.deps.db.painPointChoices.list(ctx.scope) }
    }),
  merge: scoped('editor')
    .input(PainPointMerge)
    .mutation(async ({ ctx, input }): Promise<{ items: PainPointChoice[] }> => {
      await ctx.deps.db.painPointChoices.merge(ctx.scope, input.painPointId, input.into.painPointId)
      return { items: await ctx.deps.db.painPointChoices.list(ctx.scope) }
    }),
  split: scoped('editor')
    .input(PainPointRef)
    .mutation(async ({ ctx, input }): Promise<{ items: PainPointChoice[] }> => {
      await ctx.deps.db.painPointChoices.split(ctx.scope, input.painPointId)
      return { items: await ctx.deps.db.painPointChoices.list(ctx.scope) }
    }),
  hide: scoped('editor')
    .input(PainPointHide)
    .mutation(async ({ ctx, input }): Promise<{ items: PainPointChoice[] }> => {
      await ctx.deps.db.painPointChoices.hide(ctx.scope, input.painPointId, input.hidden)
      return { items: await ctx.deps.db.painPointChoices.list(ctx.scope) }
    }),
})
