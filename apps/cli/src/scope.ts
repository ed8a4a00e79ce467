import type { Database } from '@echoscope/db'
import { type Scope, ScopeRequest, type WorkspaceId } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import { UsageError } from './command.ts'

/** `--brand ID` is Brand Analytics of that brand, `--campaign ID` that custom campaign; exactly one of them. */
export function requestOfFlags({ brand, campaign }: { brand?: string | undefined; campaign?: string | undefined }): ScopeRequest {
  if (brand !== undefined && campaign !== undefined) throw new UsageError('--brand and --campaign are two scopes: name one of them, not both')
  if (brand === undefined && campaign === undefined)
    throw new UsageError('say which scope: --brand ID for Brand Analytics, or --campaign ID for a custom campaign')
  return brand === undefined
    ? parse({ type: 'custom', campaignId: campaign }, `--campaign takes a campaign's id, not "${campaign}"`)
    : parse({ type: 'automatic', brandId: brand }, `--brand takes a brand's id, not "${brand}"`)
}

/** `--scope` written `automatic:BRAND_ID` or `custom:CAMPAIGN_ID`. */
export function requestOfText(text: string): ScopeRequest {
  const at = text.indexOf(':')
  const [type, id] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)]
  return parse(type === 'automatic' ? { type, brandId: id } : { type, campaignId: id }, `--scope is automatic:BRAND_ID or custom:CAMPAIGN_ID, not "${text}"`)
}

function parse(given: unknown, words: string): ScopeRequest {
  const parsed = ScopeRequest.safeParse(given)
  if (!parsed.success) throw new UsageError(words)
  return parsed.data
}

/** The operator of an installation may enter every scope of its local workspace. */
export async function enter(db: Database, workspaceId: WorkspaceId, request: ScopeRequest): Promise<Scope> {
  return mintScope(await db.scopes.register(workspaceId, request))
}
