import { AnalyticsInput, type CurrentInsights, type InsightRun, InsightsHistory, type KeySentences, type Page, ScopedInput } from '@echoscope/domain'
import { askedRange } from '../asked-range.ts'
import { router, scoped } from '../trpc.ts'

const pageSize = 10

export const insights = router({
  /** Sentences about the range, written from its own snapshot; and the newest that a worker wrote, each claim of it counted again. */
  current: scoped('viewer')
    .input(AnalyticsInput)
    .query(async ({ ctx, input }): Promise<KeySentences & { readonly kept: CurrentInsights | null }> => {
      const { insights: sentences } = await ctx.deps.db.analytics.dashboard(ctx.scope, await askedRange(ctx, input.range), ctx.deps.now())
      return { ...sentences, kept: await ctx.deps.db.insights.current(ctx.scope) }
    }),
  history: scoped('viewer')
    .input(InsightsHistory)
    .query(({ ctx, input: { cursor, limit = pageSize } }): Promise<Page<InsightRun>> => ctx.deps.db.insights.history(ctx.scope, { cursor, limit })),
  /** A worker writes them as soon as one is free; `history` has them then. */
  regenerate: scoped('editor')
    .input(ScopedInput)
    .mutation(async ({ ctx }): Promise<{ asked: true }> => {
      await ctx.deps.db.insights.ask(ctx.scope)
      return { asked: true }
    }),
})
