import { AnalyticsInput, type KeySentences, parseRange } from '@echoscope/domain'
import { router, scoped } from '../trpc.ts'

export const insights = router({
  current: scoped('viewer')
    .input(AnalyticsInput)
    .query(async ({ ctx, input }): Promise<KeySentences> => {
      const now = ctx.deps.now()
      return (await ctx.deps.db.analytics.dashboard(ctx.scope, parseRange(input.range, now), now)).insights
    }),
})
