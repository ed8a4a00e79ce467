import type { Principal } from '@echoscope/db'
import type { BrandId, RunId, ScopeRequest } from '@echoscope/domain'
import { dayMs } from '@echoscope/domain'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'

export interface LoadedSample {
  readonly brandId: BrandId
  /** The run that fills Brand Analytics; one that is going on or has ended where the sample was there. */
  readonly runId: RunId
}

/**
 * The sample brand with its campaigns, each to be filled by a scout of its own, as any brand is. Asked again it answers the one that is there, and
 * makes up for what an earlier try did not come to.
 */
export async function loadSample({ db, now, sample }: Pick<Deps, 'db' | 'now' | 'sample'>, principal: Principal): Promise<LoadedSample> {
  const { workspaceId } = principal
  const { id: brandId } = await db.brands.sample(workspaceId, sample.brand, now())
  const made = new Map((await db.campaigns.list(workspaceId, brandId)).map((campaign) => [campaign.name, campaign]))
  for (const definition of sample.campaigns) {
    if (made.has(definition.name)) continue
    const campaign = await db.campaigns.create(workspaceId, { ...definition, brandId })
    await filled({ db, now, sample }, principal, { type: 'custom', campaignId: campaign.id })
  }
  return { brandId, runId: await filled({ db, now, sample }, principal, { type: 'automatic', brandId }) }
}

/** The latest run of the scope, or its first one, which reads back as far as the sample goes. */
async function filled({ db, now, sample }: Pick<Deps, 'db' | 'now' | 'sample'>, principal: Principal, request: ScopeRequest): Promise<RunId> {
  const scope = await enter({ db }, principal, request)
  const [latest] = (await db.runs.list(scope, { limit: 1 })).items
  if (latest !== undefined) return latest.id
  const since = new Date(now().getTime() - sample.days * dayMs)
  return (await db.runs.request(scope, { trigger: 'manual', mode: 'backfill', since })).runId
}
