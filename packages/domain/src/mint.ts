import type { BrandId, CampaignId, WorkspaceId } from './ids.ts'
import type { Scope, ScopeType } from './scope.ts'

/** A campaign as the registry holds it: the only thing a scope may be made from. */
export interface RegisteredCampaign {
  readonly workspaceId: WorkspaceId
  readonly brandId: BrandId
  readonly campaignId: CampaignId
  readonly type: ScopeType
}

/**
 * Makes a scope from a campaign that was just read from the registry under its workspace's policy. Called by the API's `enter`,
 * job handlers, CLI commands and tests; the import law refuses every other caller.
 */
export const mintScope = ({ workspaceId, brandId, campaignId, type }: RegisteredCampaign): Scope =>
  Object.freeze({ type, workspaceId, brandId, campaignId }) as Scope
