import { type Campaign, type CampaignId, notFound, type WorkspaceId } from '@echoscope/domain'
import { type RunColumns, runFields } from './brands.ts'
import type { Sql } from './session.ts'

export const select = `
  SELECT c.id, c.brand_id AS "brandId", c.name, c.description, c.keywords, c.exclude_keywords AS "excludeKeywords", c.query, c.sources, c.communities, c.languages,
    c.cron, c.time_zone, c.starts_at, c.ends_at, c.status, c.retention_days AS "retentionDays", c.last_run_id, c.last_run_status, c.last_run_finished_at, d.next_run_at,
    c.revision, c.created_at, c.updated_at
  FROM campaigns c
  LEFT JOIN scout_dispatch d ON d.brand_id = c.brand_id AND d.campaign_id = c.id
  WHERE c.type = 'custom' AND c.workspace_id = $1`

export type CampaignRow = Omit<Campaign, 'schedule' | 'startsAt' | 'endsAt' | 'lastRun' | 'nextRunAt' | 'createdAt' | 'updatedAt'> &
  RunColumns & { cron: string | null; time_zone: string | null; starts_at: Date | null; ends_at: Date | null }

export function toCampaign(row: CampaignRow): Campaign {
  const { cron, time_zone, starts_at, ends_at, last_run_id, last_run_status, last_run_finished_at, next_run_at, created_at, updated_at, ...campaign } = row
  return {
    ...campaign,
    schedule: cron === null || time_zone === null ? null : { cron, timeZone: time_zone },
    startsAt: starts_at?.toISOString() ?? null,
    endsAt: ends_at?.toISOString() ?? null,
    ...runFields({ last_run_id, last_run_status, last_run_finished_at, next_run_at, created_at, updated_at }),
  }
}

export const find = async (sql: Sql, workspaceId: WorkspaceId, id: CampaignId): Promise<Campaign> => {
  const row = await sql.first<CampaignRow>(`${select} AND c.id = $2`, [workspaceId, id])
  if (row === null) throw notFound('campaign')
  return toCampaign(row)
}
