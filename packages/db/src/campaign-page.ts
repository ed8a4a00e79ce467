import { type BrandId, type CampaignId, type CampaignPage, type CampaignsList, type CampaignStatus, notFound, type WorkspaceId } from '@echoscope/domain'
import { type CampaignRow, select, toCampaign } from './campaign-rows.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Sql } from './session.ts'

export interface CampaignQuestion extends Omit<CampaignsList, 'limit'> {
  readonly limit: number
  /** Null: all of the brand. */
  readonly within: readonly CampaignId[] | null
}

/** Running ones stand first: what is completed is looked for, not looked after. */
const rank = `CASE c.status WHEN 'active' THEN 0 WHEN 'paused' THEN 1 ELSE 2 END`
const none: CampaignPage['byStatus'] = { active: 0, paused: 0, completed: 0 }

export async function campaignPage(
  sql: Sql,
  workspaceId: WorkspaceId,
  { brandId, text, status, cursor, limit, within }: CampaignQuestion,
): Promise<CampaignPage> {
  await requireBrand(sql, workspaceId, brandId)
  const fitting = `c.brand_id = $2 AND ($3::uuid[] IS NULL OR c.id = ANY ($3)) AND strpos(lower(c.name), lower($4)) > 0`
  const params = [workspaceId, brandId, within, text ?? '']
  const counts = await sql.all<{ status: CampaignStatus; n: number }>(
    `SELECT c.status, count(*)::int AS n FROM campaigns c WHERE c.type = 'custom' AND c.workspace_id = $1 AND ${fitting} GROUP BY c.status`,
    params,
  )
  const byStatus = { ...none, ...Object.fromEntries(counts.map((row) => [row.status, row.n])) }
  const after = cursor === undefined ? null : decodeCursor(cursor, 'count')
  const rows = await sql.all<CampaignRow & { rank: number }>(
    `SELECT page.*, (SELECT ${rank} FROM campaigns c WHERE c.brand_id = $2 AND c.id = page.id) AS rank
     FROM (${select} AND ${fitting} AND ($5::text IS NULL OR c.status = $5)
       AND ($6::int IS NULL OR ${rank} > $6 OR (${rank} = $6 AND c.id < $7::uuid))
       ORDER BY ${rank}, c.id DESC LIMIT $8) page`,
    [...params, status ?? null, after === null ? null : Number(after.value), after?.id ?? null, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ rank: _, ...row }) => toCampaign(row)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ value: String(last.rank), id: last.id }) : null,
    total: status === undefined ? counts.reduce((sum, { n }) => sum + n, 0) : byStatus[status],
    byStatus,
  }
}

export async function requireBrand(sql: Sql, workspaceId: WorkspaceId, brandId: BrandId): Promise<void> {
  if ((await sql.first('SELECT id FROM brands WHERE workspace_id = $1 AND id = $2', [workspaceId, brandId])) === null) throw notFound('brand')
}
