import { type CampaignId, DomainError, type Scope, type ScopeRequest, ScopeRequest as ScopeRequestInput, type WorkspaceId } from '@echoscope/domain'
import { holdWorkspaceZone } from '../day-zone.ts'
import { nextDue } from '../next-due.ts'
import type { Sessions, Sql } from '../session.ts'
import type { PlannedBrand, PlannedCampaign, RegistryPlan, Standing } from './registry-plan.ts'

/** What of the brands and campaigns is here already. */
export async function readStanding(sessions: Sessions, workspaceId: WorkspaceId): Promise<Standing & { readonly brandNames: ReadonlyMap<string, string> }> {
  return sessions.inWorkspace(workspaceId, async (sql) => {
    if ((await sql.first('SELECT id FROM workspaces WHERE id = $1', [workspaceId])) === null)
      throw new DomainError('not_found', 'There is no such workspace here.')
    const brands = await sql.all<{ id: string; name: string }>('SELECT id, name FROM brands WHERE workspace_id = $1', [workspaceId])
    const campaigns = await sql.all<{ id: string; brand_id: string; type: 'automatic' | 'custom' }>(
      'SELECT id, brand_id, type FROM campaigns WHERE workspace_id = $1',
      [workspaceId],
    )
    return {
      brandNames: new Map(brands.map(({ id, name }) => [id, name])),
      typeOf: new Map(campaigns.map(({ id, type }) => [id, type])),
      automaticOf: new Map(campaigns.filter(({ type }) => type === 'automatic').map(({ id, brand_id }) => [brand_id, id])),
    }
  })
}

/** A brand here that has the name of an old one and is another by id: nobody can tell whether they are the same. */
export function refuseSameNames(brandNames: ReadonlyMap<string, string>, brands: readonly PlannedBrand[]): void {
  const old = new Set(brands.map(({ id }) => id))
  const others = new Set([...brandNames].filter(([id]) => !old.has(id)).map(([, name]) => name))
  const same = brands.filter(({ id, name }) => !brandNames.has(id) && others.has(name)).map(({ name }) => name)
  if (same.length > 0)
    throw new DomainError(
      'name_taken',
      `The workspace has other brands of the same name: ${same.slice(0, 20).join(', ')}. Nothing was written. Rename them on one side, or name another workspace.`,
    )
}

/** Brands and campaigns in one transaction; what is there already stays as it is. */
export async function writeRegistry(sessions: Sessions, workspaceId: WorkspaceId, { brands, campaigns }: RegistryPlan): Promise<void> {
  await sessions.inWorkspace(workspaceId, async (sql) => {
    for (const brand of brands) await writeBrand(sql, workspaceId, brand)
    for (const campaign of campaigns) await writeCampaign(sql, workspaceId, campaign)
    const there = await sql.all<{ id: string; brand_id: string; type: string }>('SELECT id, brand_id, type FROM campaigns WHERE workspace_id = $1', [
      workspaceId,
    ])
    const found = new Map(there.map((row) => [row.id, row]))
    for (const { id, brandId, type } of campaigns) {
      const row = found.get(id)
      if (row?.brand_id !== brandId || row.type !== type)
        throw new DomainError(
          'name_taken',
          `The campaign ${id} of the old database stands elsewhere already: in another brand, or in another workspace. Nothing was written.`,
        )
    }
  })
}

async function writeBrand(sql: Sql, workspaceId: WorkspaceId, brand: PlannedBrand): Promise<void> {
  await sql.run(
    `INSERT INTO brands (workspace_id, id, name, website, description, industry, primary_keywords, product_keywords, exclude_keywords, sources,
       competitors, scout_interval_hours, status, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, coalesce($14::timestamptz, now()), coalesce($15::timestamptz, $14::timestamptz, now()))
     ON CONFLICT DO NOTHING`,
    [
      workspaceId,
      brand.id,
      brand.name,
      brand.website,
      brand.description,
      brand.industry,
      brand.keywords,
      brand.productKeywords,
      brand.excludeKeywords,
      brand.sources,
      brand.competitors,
      brand.intervalHours,
      brand.status,
      brand.createdAt,
      brand.updatedAt,
    ],
  )
  if ((await sql.first('SELECT id FROM brands WHERE workspace_id = $1 AND id = $2', [workspaceId, brand.id])) === null)
    throw new DomainError('name_taken', `The brand ${brand.id} of the old database stands in another workspace already. Nothing was written.`)
}

async function writeCampaign(sql: Sql, workspaceId: WorkspaceId, campaign: PlannedCampaign): Promise<void> {
  await sql.run(
    `INSERT INTO campaigns (workspace_id, brand_id, id, type, name, description, keywords, exclude_keywords, sources, communities, cron, time_zone,
       starts_at, ends_at, status, metadata, day_zone, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::timestamptz, $14::timestamptz, $15, $16, $17,
       coalesce($18::timestamptz, now()), coalesce($19::timestamptz, $18::timestamptz, now()))
     ON CONFLICT DO NOTHING`,
    [
      workspaceId,
      campaign.brandId,
      campaign.id,
      campaign.type,
      campaign.name,
      campaign.description,
      campaign.keywords,
      campaign.excludeKeywords,
      campaign.sources,
      campaign.communities,
      campaign.cron,
      campaign.timeZone,
      campaign.startsAt,
      campaign.endsAt,
      campaign.status,
      campaign.metadata,
      await holdWorkspaceZone(sql, workspaceId),
      campaign.createdAt,
      campaign.updatedAt,
    ],
  )
}

/** The scope a planned campaign is, for whoever may mint it. */
export const requestOfPlanned = ({ id, brandId, type }: PlannedCampaign): ScopeRequest =>
  ScopeRequestInput.parse(type === 'automatic' ? { type, brandId } : { type, campaignId: id })

/**
 * Gives each campaign its place in the dispatcher, at the end: from then on workers may scout it. One that has its place keeps it, with the
 * time a user's edit gave it.
 */
export async function writeDispatch(sessions: Sessions, scopes: readonly Scope[], now: Date): Promise<void> {
  for (const scope of scopes)
    await sessions.inWorkspace(scope.workspaceId, async (sql) => {
      const row = await sql.first<DueColumns>(
        `SELECT c.status, b.status AS brand_status, c.cron, c.time_zone, c.day_zone, c.starts_at, c.ends_at FROM campaigns c
         JOIN brands b ON b.workspace_id = c.workspace_id AND b.id = c.brand_id
         WHERE c.workspace_id = $1 AND c.brand_id = $2 AND c.id = $3`,
        [scope.workspaceId, scope.brandId, scope.campaignId satisfies CampaignId],
      )
      if (row === null) throw new Error('a migrated campaign is not there')
      await sql.run(
        `INSERT INTO scout_dispatch (workspace_id, brand_id, campaign_id, campaign_type, next_run_at, redate_at)
         VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END) ON CONFLICT DO NOTHING`,
        // The workspace may have come to another zone since the campaign was written, and found no place here to say so.
        [
          scope.workspaceId,
          scope.brandId,
          scope.campaignId,
          scope.type,
          dueOf(scope, row, now),
          row.day_zone !== (await holdWorkspaceZone(sql, scope.workspaceId)),
        ],
      )
    })
}

interface DueColumns {
  status: string
  day_zone: string
  brand_status: string
  cron: string | null
  time_zone: string | null
  starts_at: Date | null
  ends_at: Date | null
}

function dueOf(scope: Scope, row: DueColumns, now: Date): Date | null {
  if (row.brand_status !== 'active') return null
  if (scope.type === 'automatic') return row.status === 'active' ? now : null
  const schedule = row.cron === null || row.time_zone === null ? null : { cron: row.cron, timeZone: row.time_zone }
  return nextDue({ status: row.status, schedule, startsAt: row.starts_at?.toISOString() ?? null, endsAt: row.ends_at?.toISOString() ?? null }, now)
}
