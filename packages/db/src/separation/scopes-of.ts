import { type BrandId, type CampaignId, DomainError, type Scope, type ScopeRequest, type WorkspaceId } from '@echoscope/domain'
import type { Database } from '../database.ts'

/** Turns a request into a scope: the caller's own, since scopes are minted at the edge alone. */
export type Enter = (request: ScopeRequest) => Promise<Scope>

export interface NamedScope {
  readonly scope: Scope
  readonly brandId: BrandId
  readonly campaignId: CampaignId
  readonly brand: string
  /** The campaign's name; the brand's own for Brand Analytics. */
  readonly name: string
}

/** Every scope of a workspace that the caller may enter, archived brands included: Brand Analytics first, then its campaigns. */
export async function scopesOf(db: Pick<Database, 'brands' | 'campaigns'>, workspaceId: WorkspaceId, enter: Enter): Promise<NamedScope[]> {
  const found: NamedScope[] = []
  const add = async (request: ScopeRequest, brand: string, name: string): Promise<void> => {
    try {
      const scope = await enter(request)
      found.push({ scope, brandId: scope.brandId, campaignId: scope.campaignId, brand, name })
    } catch (error) {
      // Not the caller's to enter, or removed since it was listed.
      if (!(error instanceof DomainError && error.reason === 'scope_not_found')) throw error
    }
  }
  for (const { id, name } of await db.brands.list(workspaceId, { archived: true })) {
    await add({ type: 'automatic', brandId: id }, name, name)
    for (const campaign of await db.campaigns.list(workspaceId, id)) await add({ type: 'custom', campaignId: campaign.id }, name, campaign.name)
  }
  return found
}
