import { parseRange, ThreadRef, ThreadsList, ThreadUpdate } from '@echoscope/domain'
import { router, scoped } from '../trpc.ts'

export const threads = router({
  list: scoped('viewer')
    .input(ThreadsList)
    .query(({ ctx, input: { range, filter, sort, cursor, limit } }) =>
      ctx.deps.db.threads.list(ctx.scope, { range: range && parseRange(range, ctx.deps.now()), filter, sort, cursor, limit }),
    ),
  get: scoped('viewer')
    .input(ThreadRef)
    .query(({ ctx, input }) => ctx.deps.db.threads.get(ctx.scope, input.threadId)),
  update: scoped('editor')
    .input(ThreadUpdate)
    .mutation(({ ctx, input }) => ctx.deps.db.threads.update(ctx.scope, input)),
})
