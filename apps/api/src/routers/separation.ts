import type { SignedSeparationReport } from '@echoscope/domain'
import { enter } from '../enter.ts'
import { Nothing, registry, router } from '../trpc.ts'

export const separation = router({
  /** Measured at each call, scope by scope, over what the caller may enter; signed, so that a copy of it can be checked elsewhere. */
  report: registry('viewer')
    .input(Nothing)
    .query(async ({ ctx }): Promise<SignedSeparationReport> => {
      const { deps, principal } = ctx
      const report = await deps.db.across.measureSeparation({
        workspaceId: principal.workspaceId,
        enter: (request) => enter(deps, principal, request),
        now: deps.now(),
        ownersCount: null,
        proof: await deps.proof(),
      })
      return deps.signer.sign(report)
    }),
})
