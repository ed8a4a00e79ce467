import { type HeldBackPage, HeldBackList, ThreadRef, ThreadsList, ThreadUpdate, type WhyAnswer, WhyInput } from '@echoscope/domain'
import { askedRange } from '../asked-range.ts'
import { router, scoped } from '../trpc.ts'

export const threads = router({
  list: scoped('viewer')
    .input(ThreadsList)
    .query(async ({ ctx, input: { range, filter, sort, cursor, limit } }) =>
      ctx.deps.db.threads.list(ctx.scope, { range: range && (await askedRange(ctx, range)), filter, sort, cursor, limit }),
    ),
  get: scoped('viewer')
    .input(ThreadRef)
    .query(({ ctx, input }) => ctx.deps.db.threads.get(ctx.scope, input.threadId)),
  heldBack: scoped('viewer')
    .input(HeldBackList)
    .query(({ ctx, input: { reason, cursor, limit } }): Promise<HeldBackPage> => ctx.deps.db.heldBack.list(ctx.scope, { reason, cursor, limit })),
  /** Why a post is here or is not: by its address, or a text that was pasted. */
  why: scoped('viewer')
    .input(WhyInput)
    .query(({ ctx, input: { url, text } }): Promise<WhyAnswer> => ctx.deps.db.whyHere.of(ctx.scope, { url, text })),
  update: scoped('editor')
    .input(ThreadUpdate)
    .mutation(({ ctx, input }) => ctx.deps.db.threads.update(ctx.scope, input)),
})
