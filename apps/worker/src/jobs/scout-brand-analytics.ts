import { ScoutBrandAnalytics } from '@echoscope/jobs'
import type { WorkerDeps } from '../deps.ts'
import { type JobOutcome, scoutScope } from './scout.ts'

/** Scouts a brand's one automatic campaign. */
export async function scoutBrandAnalytics(deps: WorkerDeps, payload: unknown): Promise<JobOutcome> {
  const { brandId } = ScoutBrandAnalytics.parse(payload)
  return scoutScope(deps, { type: 'automatic', brandId }, 'no_automatic_campaign')
}
