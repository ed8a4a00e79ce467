import type { SourceKind } from '../deps.ts'
import { Nothing, router, signedIn } from '../trpc.ts'

export const sources = router({
  list: signedIn('viewer')
    .input(Nothing)
    .query(({ ctx }): { items: readonly SourceKind[] } => ({ items: ctx.deps.sources })),
})
