import { type Run, type RunId, RunRef, ScoutsList, ScoutsRun } from '@echoscope/domain'
import { router, scoped } from '../trpc.ts'
import { watchRun } from '../watch-run.ts'

export const scouts = router({
  run: scoped('editor')
    .input(ScoutsRun)
    .mutation(async ({ ctx, input: { mode, since } }): Promise<{ runId: RunId }> => ({
      runId: await ctx.deps.db.runs.request(ctx.scope, { ...(mode && { mode }), ...(since && { since: new Date(since) }) }),
    })),
  list: scoped('viewer').input(ScoutsList).query(({ ctx, input: { cursor, limit } }) =>
    ctx.deps.db.runs.list(ctx.scope, { ...(cursor && { cursor }), ...(limit && { limit }) }),
  ),
  get: scoped('viewer').input(RunRef).query(({ ctx, input }) => ctx.deps.db.runs.get(ctx.scope, input.runId)),
  cancel: scoped('editor').input(RunRef).mutation(({ ctx, input }) => ctx.deps.db.runs.cancel(ctx.scope, input.runId)),
  /** The run now, again at each change, and a last time when it has ended. */
  watch: scoped('viewer')
    .input(RunRef)
    .subscription(({ ctx, input, signal }): AsyncGenerator<Run, void> =>
      watchRun(() => ctx.deps.db.runs.get(ctx.scope, input.runId), { intervalMs: ctx.deps.settings.watchIntervalMs, signal }),
    ),
})
