import { type BrandId, type CampaignId, scopeNotFound, type ScopeRequest, type ScopeType, type WorkspaceId } from '@echoscope/domain'
import type { RegisteredCampaign } from '@echoscope/domain/mint'
import type { Sessions } from './session.ts'

export interface Scopes {
  /**
   * The campaign a request names, read under the workspace's policy, for `mintScope`. Unknown, another workspace's and of the wrong type are
   * one error, `scope_not_found`.
   */
  register(workspaceId: WorkspaceId, request: ScopeRequest): Promise<RegisteredCampaign>
  /** For job handlers, whose payload has no workspace: the workspace to enter before `register`. Null when there is no such scope. */
  workspaceOf(request: ScopeRequest): Promise<WorkspaceId | null>
}

interface Row {
  workspaceId: WorkspaceId
  brandId: BrandId
  campaignId: CampaignId
  type: ScopeType
}

export function createScopes(sessions: Sessions): Scopes {
  return {
    register: (workspaceId, request) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const row = await sql.first<Row>(
          `SELECT workspace_id AS "workspaceId", brand_id AS "brandId", id AS "campaignId", type
           FROM campaigns WHERE workspace_id = $1 AND type = $2 AND ${request.type === 'automatic' ? 'brand_id' : 'id'} = $3`,
          [workspaceId, request.type, request.type === 'automatic' ? request.brandId : request.campaignId],
        )
        if (row === null) throw scopeNotFound()
        return row
      }),
    workspaceOf: (request) =>
      sessions.outside(async (sql) => {
        const row = await sql.first<{ id: WorkspaceId }>(
          `SELECT workspace_id AS id FROM scout_dispatch
           WHERE campaign_type = $1 AND ${request.type === 'automatic' ? 'brand_id' : 'campaign_id'} = $2`,
          [request.type, request.type === 'automatic' ? request.brandId : request.campaignId],
        )
        return row?.id ?? null
      }),
  }
}
