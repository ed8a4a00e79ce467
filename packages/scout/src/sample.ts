import type { OpenRun, ScoutPlan } from '@echoscope/db'
import { dayMs, type Scope } from '@echoscope/domain'
import { sampleSilentDays, sampleSource } from '@echoscope/sources'
import type { ScoutDeps } from './deps.ts'
import { patiently } from './patiently.ts'

/**
 * The world of the sample brand: its own invented places, none of which is anywhere else. It is listened to as if it had been for months: the
 * back-fill it begins with ends before one of its places stops answering, and the run after it goes on from there to now.
 */
export function asSample(deps: ScoutDeps, { sampleSince }: ScoutPlan, run: OpenRun): ScoutDeps {
  if (sampleSince === null || run.mode === 'archive') return deps
  const early = new Date(sampleSince.getTime() - sampleSilentDays * dayMs)
  return { ...deps, sources: (kind) => sampleSource(kind, sampleSince), now: run.mode === 'backfill' ? () => early : deps.now }
}

/** Asks for the run that follows the sample's back-fill. */
export async function goOnWithSample(deps: ScoutDeps, scope: Scope, { plan, run }: { readonly plan: ScoutPlan; readonly run: OpenRun }): Promise<void> {
  if (plan.sampleSince === null || run.mode !== 'backfill') return
  await patiently(deps, () => deps.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null }))
}
