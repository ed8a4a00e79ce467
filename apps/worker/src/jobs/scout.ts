import type { ScopeRequest } from '@echoscope/domain'
import { holderHere, runScope, usualSlice } from '@echoscope/scout'
import type { WorkerDeps } from '../deps.ts'
import { enter } from '../enter.ts'

export type JobOutcome = { readonly status: 'skipped'; readonly reason: string } | { readonly status: 'done'; readonly runs: number }

/** What both scout jobs do once their payload was read; they differ in what they may be asked for and in what a missing scope is called. */
export async function scoutScope(deps: WorkerDeps, request: ScopeRequest, missing: string): Promise<JobOutcome> {
  const scope = await enter(deps, request)
  if (scope === null) return { status: 'skipped', reason: missing }
  const outcome = await runScope(deps, scope, { holder: holderHere('a worker'), signal: deps.draining, shares: usualSlice })
  if (outcome.outcome === 'busy') return { status: 'skipped', reason: 'scope_is_being_scouted' }
  return outcome.runs.length === 0 ? { status: 'skipped', reason: 'nothing_due' } : { status: 'done', runs: outcome.runs.length }
}
