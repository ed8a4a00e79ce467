import { DomainError, notFound, requestOf, SourceConfigure, SourceError, type SourceHealthView, SourceRef, type SourceTest } from '@echoscope/domain'
import type { Deps, SourceKind } from '../deps.ts'
import { enter } from '../enter.ts'
import { Nothing, registry, router, signedIn } from '../trpc.ts'

const patienceMs = 10_000

export const sources = router({
  list: registry('viewer')
    .input(Nothing)
    .query(({ ctx }): { items: readonly SourceKind[] } => ({ items: ctx.deps.sources })),
  /** Credentials go in and never come out: not here, not in `health`, not in a log. */
  configure: signedIn('owner')
    .input(SourceConfigure)
    .mutation(async ({ ctx, input }): Promise<{ kind: string; configured: boolean }> => {
      const { kind, credentials: takes } = kindOf(ctx.deps, input.kind)
      const given = Object.keys(input.credentials ?? {})
      if (input.credentials !== null && (given.length === 0 || given.some((name) => !takes.includes(name))))
        throw new DomainError(
          'invalid_input',
          takes.length === 0 ? 'This source needs no credentials, and none were kept.' : `This source takes ${takes.join(', ')}. Nothing was kept.`,
          { details: { path: 'credentials' } },
        )
      await ctx.deps.db.sourceCredentials.put(ctx.principal.workspaceId, kind, input.credentials)
      return { kind, configured: input.credentials !== null }
    }),
  /** Asks the source now. That it does not answer is a result, not an error. */
  test: registry('editor')
    .input(SourceRef)
    .mutation(async ({ ctx, input }): Promise<SourceTest> => {
      const { kind, name } = kindOf(ctx.deps, input.kind)
      const begunAt = performance.now()
      const tookMs = () => Math.round(performance.now() - begunAt)
      try {
        await ctx.deps.probeSource(kind, ctx.principal.workspaceId, AbortSignal.timeout(patienceMs))
        return { kind, ok: true, message: `${name} answers.`, tookMs: tookMs() }
      } catch (error) {
        if (error instanceof SourceError) return { kind, ok: false, message: error.message, tookMs: tookMs() }
        if (error instanceof DOMException) return { kind, ok: false, message: `${name} gave no answer within ${patienceMs / 1_000} s.`, tookMs: tookMs() }
        throw error
      }
    }),
  /** Each source as each scope last found it; of credentials only whether there are any. */
  health: registry('viewer')
    .input(Nothing)
    .query(async ({ ctx }): Promise<{ items: readonly SourceHealthView[] }> => {
      const { deps, principal } = ctx
      const configured = new Map((await deps.db.sourceCredentials.list(principal.workspaceId)).map(({ kind, updatedAt }) => [kind, updatedAt]))
      const asked: SourceHealthView['scopes'][number][] = []
      for (const { scope, brand, name } of await deps.db.across.scopes(principal.workspaceId, (request) => enter(deps, principal, request)))
        for (const state of await deps.db.sourceHealth.of(scope, deps.now())) asked.push({ ...state, scope: requestOf(scope), brand, name })
      return {
        items: [...deps.sources, archive].map(({ kind, name, credentials: takes }) => ({
          kind,
          name,
          takes,
          credentials: principal.reach === null ? { configured: configured.has(kind), updatedAt: configured.get(kind) ?? null } : null,
          scopes: asked.filter((state) => state.kind === kind),
        })),
      }
    }),
})

/** Imported, not chosen: it has a health and nothing to configure. */
const archive: Pick<SourceKind, 'kind' | 'name' | 'credentials'> = { kind: 'archive', name: 'Archives', credentials: [] }

function kindOf({ sources }: Pick<Deps, 'sources'>, kind: string): SourceKind {
  const found = sources.find((each) => each.kind === kind)
  if (found === undefined) throw notFound('source')
  return found
}
