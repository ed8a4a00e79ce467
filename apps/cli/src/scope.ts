import type { Database } from '@echoscope/db'
import { type Scope, ScopeRequest, type WorkspaceId } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import { UsageError } from './command.ts'

/** `--brand ID` is Brand Analytics of that brand, `--campaign ID` that custom campaign; exactly one of them. */
export function requestOfFlags({ brand, campaign }: { brand?: string | undefined; campaign?: string | undefined }): ScopeRequest {
  if ((brand === undefined) === (campaign === undefined))
    throw new UsageError('say which scope: --brand ID for Brand Analytics, or --campaign ID for a custom campaign')
  return parse(brand === undefined ? { type: 'custom', campaignId: campaign } : { type: 'automatic', brandId: brand })
}

/** `automatic:BRAND_ID` or `custom:CAMPAIGN_ID`. */
export function requestOfText(text: string): ScopeRequest {
  const [type, id] = text.split(':')
  return parse(type === 'automatic' ? { type, brandId: id } : { type, campaignId: id })
}

function parse(given: unknown): ScopeRequest {
  const parsed = ScopeRequest.safeParse(given)
  if (!parsed.success) throw new UsageError(parsed.error.issues[0]?.message ?? 'not a scope')
  return parsed.data
}

/** The operator of an installation may enter every scope of its local workspace. */
export async function enter(db: Database, workspaceId: WorkspaceId, request: ScopeRequest): Promise<Scope> {
  return mintScope(await db.scopes.register(workspaceId, request))
}
