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
    // Not the caller's to enter, or removed since it was listed.
    const scope = await unlessGone(() => enter(request))
    if (scope !== null) found.push({ scope, brandId: scope.brandId, campaignId: scope.campaignId, brand, name })
  }
  for (const { id, name } of await db.brands.list(workspaceId, { archived: true })) {
    await add({ type: 'automatic', brandId: id }, name, name)
    for (const campaign of await db.campaigns.list(workspaceId, id)) await add({ type: 'custom', campaignId: campaign.id }, name, campaign.name)
  }
  return found
}

/** What is done in a scope of a list; null where the scope is not there (any more). */
export async function unlessGone<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'scope_not_found') return null
    throw error
  }
}
