import type { Principal } from '@echoscope/db'
import { type Scope, type ScopeRequest, scopeNotFound } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import type { Deps } from './deps.ts'
import { reachesCampaign } from './reach.ts'

/**
 * Turns what a caller asks for into a scope: the one place of the API that mints. A key bound elsewhere gets the answer of a scope that
 * does not exist, byte for byte, and the database is not asked; so does a member whose reach ends before it, after it was.
 */
export async function enter(deps: Pick<Deps, 'db'>, principal: Principal, request: ScopeRequest): Promise<Scope> {
  if (principal.boundTo !== null && !isSame(principal.boundTo, request)) throw scopeNotFound()
  const registered = await deps.db.scopes.register(principal.workspaceId, request)
  if (!reachesCampaign(principal.reach, registered)) throw scopeNotFound()
  return mintScope(registered)
}

const isSame = (bound: ScopeRequest, asked: ScopeRequest): boolean =>
  bound.type === 'automatic' ? asked.type === 'automatic' && asked.brandId === bound.brandId : asked.type === 'custom' && asked.campaignId === bound.campaignId
