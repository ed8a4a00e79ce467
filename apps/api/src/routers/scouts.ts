import { type Run, type RunId, RunRef, ScoutsList, ScoutsRun } from '@echoscope/domain'
import { router, scoped } from '../trpc.ts'
import { atMostEvery, watchRun } from '../watch-run.ts'

const pageSize = 20
/** A watched run is looked up every five seconds at least: nobody removed reads on for longer than ten. */
const recheckMs = 5_000

export const scouts = router({
  /** A run that is going on for the scope already is answered, and not doubled. */
  run: scoped('editor')
    .input(ScoutsRun)
    .mutation(async ({ ctx, input: { mode = 'incremental', since } }): Promise<{ runId: RunId }> => {
      const { runId } = await ctx.deps.db.runs.request(ctx.scope, { trigger: 'manual', mode, since: since === undefined ? null : new Date(since) })
      return { runId }
    }),
  list: scoped('viewer')
    .input(ScoutsList)
    .query(({ ctx, input: { cursor, limit = pageSize } }) => ctx.deps.db.runs.list(ctx.scope, { cursor, limit })),
  get: scoped('viewer')
    .input(RunRef)
    .query(({ ctx, input }) => ctx.deps.db.runs.get(ctx.scope, input.runId)),
  /** A queued run ends at once, a running one at its next batch: the answer is the run as it is now. */
  cancel: scoped('editor')
    .input(RunRef)
    .mutation(async ({ ctx, input }): Promise<Run> => {
      await ctx.deps.db.runs.cancel(ctx.scope, input.runId)
      return ctx.deps.db.runs.get(ctx.scope, input.runId)
    }),
  /** The run now, again at each change, and a last time when it has ended. */
  watch: scoped('viewer')
    .input(RunRef)
    .subscription(
      ({ ctx, input, signal }): AsyncGenerator<Run, void> =>
        watchRun(() => ctx.deps.db.runs.get(ctx.scope, input.runId), {
          intervalMs: ctx.deps.settings.watchIntervalMs,
          signal,
          allowed: atMostEvery(recheckMs, ctx.enterAgain),
        }),
    ),
})
