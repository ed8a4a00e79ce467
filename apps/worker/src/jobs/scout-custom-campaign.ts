import { ScoutCustomCampaign } from '@echoscope/jobs'
import type { WorkerDeps } from '../deps.ts'
import { type JobOutcome, scoutScope } from './scout.ts'

/** Scouts one custom campaign. */
export async function scoutCustomCampaign(deps: WorkerDeps, payload: unknown): Promise<JobOutcome> {
  const { campaignId } = ScoutCustomCampaign.parse(payload)
  return scoutScope(deps, { type: 'custom', campaignId }, 'no_custom_campaign')
}
