import {
  type Brand,
  type BrandCreate,
  type BrandId,
  type BrandUpdate,
  dayString,
  DomainError,
  newId,
  notFound,
  type RunSummary,
  type WorkspaceId,
} from '@echoscope/domain'
import { holdWorkspaceZone } from './day-zone.ts'
import { violates } from './database-errors.ts'
import { editedMeanwhile } from './edited-meanwhile.ts'
import { keepFor } from './forget/keep-for.ts'
import { rescheduleCampaigns } from './next-due.ts'
import type { Sessions, Sql } from './session.ts'
import { assignments } from './assignments.ts'

export interface Brands {
  /** Newest first; archived ones left out unless asked for. */
  list(workspaceId: WorkspaceId, options?: { archived?: boolean }): Promise<Brand[]>
  get(workspaceId: WorkspaceId, id: BrandId): Promise<Brand>
  /** Makes the brand, its one automatic campaign and that campaign's first due time in one transaction. */
  create(workspaceId: WorkspaceId, input: BrandCreate): Promise<Brand>
  /** The sample brand of the workspace, made unless it is there. `loadedOn` is the day its invented posts are counted from. */
  sample(workspaceId: WorkspaceId, input: BrandCreate, loadedOn: Date): Promise<Brand>
  /** `edited_meanwhile` when `revision` is not the stored one. A new interval counts from now on. */
  update(workspaceId: WorkspaceId, input: BrandUpdate): Promise<Brand>
  /** Stops all its scouts and takes it from the lists; what was collected stays readable. */
  archive(workspaceId: WorkspaceId, id: BrandId): Promise<Brand>
}

const select = `
  SELECT b.id, b.name, b.website, b.description, b.industry, b.primary_keywords AS "primaryKeywords", b.product_keywords AS "productKeywords",
    b.exclude_keywords AS "excludeKeywords", b.sources, b.competitors, b.scout_interval_hours AS "scoutIntervalHours", b.status, b.sample_since IS NOT NULL AS sample, b.sample_since::text AS "sampleSince", c.retention_days AS "retentionDays",
    c.id AS "automaticCampaignId", c.last_run_id, c.last_run_status, c.last_run_finished_at, d.next_run_at, b.revision,
    b.created_at, b.updated_at
  FROM brands b
  JOIN campaigns c ON c.workspace_id = b.workspace_id AND c.brand_id = b.id AND c.type = 'automatic'
  LEFT JOIN scout_dispatch d ON d.brand_id = c.brand_id AND d.campaign_id = c.id`

export interface RunColumns {
  last_run_id: RunSummary['id'] | null
  last_run_status: RunSummary['status'] | null
  last_run_finished_at: Date | null
  next_run_at: Date | null
  created_at: Date
  updated_at: Date
}
export const runFields = (row: RunColumns) => ({
  lastRun:
    row.last_run_id === null || row.last_run_status === null
      ? null
      : { id: row.last_run_id, status: row.last_run_status, finishedAt: row.last_run_finished_at?.toISOString() ?? null },
  nextRunAt: row.next_run_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
type BrandRow = Omit<Brand, 'lastRun' | 'nextRunAt' | 'createdAt' | 'updatedAt'> & RunColumns
const toBrand = ({ last_run_id, last_run_status, last_run_finished_at, next_run_at, created_at, updated_at, ...brand }: BrandRow): Brand => ({
  ...brand,
  ...runFields({ last_run_id, last_run_status, last_run_finished_at, next_run_at, created_at, updated_at }),
})

const find = async (sql: Sql, workspaceId: WorkspaceId, id: BrandId): Promise<Brand> => {
  const row = await sql.first<BrandRow>(`${select} WHERE b.workspace_id = $1 AND b.id = $2`, [workspaceId, id])
  if (row === null) throw notFound('brand')
  return toBrand(row)
}

interface NewBrand {
  readonly workspaceId: WorkspaceId
  readonly input: BrandCreate
  /** Of the sample; null for any other brand. */
  readonly loadedOn: Date | null
}

/** The brand and its one automatic campaign. A sample's first run is asked for by whoever loads it, any other brand's is due at once. */
async function insert(sql: Sql, { workspaceId, input, loadedOn }: NewBrand): Promise<BrandId> {
  const id = newId<'brand'>()
  const campaignId = newId<'campaign'>()
  const intervalHours = input.scoutIntervalHours ?? 6
  await sql.run(
    `INSERT INTO brands (workspace_id, id, name, website, description, industry, primary_keywords, product_keywords, exclude_keywords,
       sources, competitors, scout_interval_hours, sample_since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      workspaceId,
      id,
      input.name,
      input.website ?? null,
      input.description ?? '',
      input.industry ?? null,
      input.primaryKeywords ?? [],
      input.productKeywords ?? [],
      input.excludeKeywords ?? [],
      input.sources ?? ['hacker-news'],
      input.competitors ?? [],
      intervalHours,
      loadedOn === null ? null : dayString(loadedOn),
    ],
  )
  await sql.run(`INSERT INTO campaigns (workspace_id, brand_id, id, type, name, day_zone) VALUES ($1, $2, $3, 'automatic', 'Brand Analytics', $4)`, [
    workspaceId,
    id,
    campaignId,
    await holdWorkspaceZone(sql, workspaceId),
  ])
  await sql.run(
    `INSERT INTO scout_dispatch (workspace_id, brand_id, campaign_id, campaign_type, next_run_at)
     VALUES ($1, $2, $3, 'automatic', now() + make_interval(hours => $4))`,
    [workspaceId, id, campaignId, loadedOn === null ? 0 : intervalHours],
  )
  return id
}

export function createBrands(sessions: Sessions): Brands {
  return {
    list: (workspaceId, { archived = false } = {}) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const rows = await sql.all<BrandRow>(`${select} WHERE b.workspace_id = $1 AND ($2 OR b.status <> 'archived') ORDER BY b.id DESC`, [
          workspaceId,
          archived,
        ])
        return rows.map(toBrand)
      }),
    get: (workspaceId, id) => sessions.inWorkspace(workspaceId, (sql) => find(sql, workspaceId, id)),
    create: (workspaceId, input) =>
      sessions.inWorkspace(workspaceId, async (sql) => find(sql, workspaceId, await insert(sql, { workspaceId, input, loadedOn: null }))),
    sample: (workspaceId, input, loadedOn) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        // Two who load it at once find one: the later waits here for the first.
        await sql.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 41))', [workspaceId])
        const there = await sql.first<{ id: BrandId }>(`SELECT id FROM brands WHERE workspace_id = $1 AND sample_since IS NOT NULL AND status <> 'archived'`, [
          workspaceId,
        ])
        return find(sql, workspaceId, there?.id ?? (await insert(sql, { workspaceId, input, loadedOn })))
      }),
    update: (workspaceId, { brandId, revision, ...changes }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const before = await find(sql, workspaceId, brandId)
        const set = assignments(
          {
            name: changes.name,
            website: changes.website,
            description: changes.description,
            industry: changes.industry,
            primary_keywords: changes.primaryKeywords,
            product_keywords: changes.productKeywords,
            exclude_keywords: changes.excludeKeywords,
            sources: changes.sources,
            competitors: changes.competitors,
            scout_interval_hours: changes.scoutIntervalHours,
            status: changes.status,
          },
          4,
        )
        const changed = await sql
          .run(`UPDATE brands SET ${set.text} revision = revision + 1, updated_at = now() WHERE workspace_id = $1 AND id = $2 AND revision = $3`, [
            workspaceId,
            brandId,
            revision,
            ...set.params,
          ])
          .catch((error: unknown) => {
            throw violates(error, 'brands_one_sample') ? new DomainError('wrong_state', 'There is another sample brand by now. Archive that one first.') : error
          })
        if (changed === 0)
          throw await editedMeanwhile(sql, workspaceId, { what: 'brand', id: brandId, revision: (await find(sql, workspaceId, brandId)).revision })
        const after = await find(sql, workspaceId, brandId)
        await reschedule(sql, before, after)
        if (before.status === 'archived' && after.status !== 'archived') await rescheduleCampaigns(sql, { workspaceId, brandId })
        if (changes.retentionDays !== undefined) await keepFor(sql, { campaignId: after.automaticCampaignId, brandId, days: changes.retentionDays })
        return find(sql, workspaceId, brandId)
      }),
    archive: (workspaceId, id) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await find(sql, workspaceId, id)
        await sql.run(`UPDATE brands SET status = 'archived', revision = revision + 1, updated_at = now() WHERE workspace_id = $1 AND id = $2`, [
          workspaceId,
          id,
        ])
        await sql.run('UPDATE scout_dispatch SET next_run_at = NULL WHERE workspace_id = $1 AND brand_id = $2', [workspaceId, id])
        return find(sql, workspaceId, id)
      }),
  }
}

/** An edited interval or a resumed brand counts at once: next run = last run + interval, never in the past by more than now. */
async function reschedule(sql: Sql, before: Brand, after: Brand): Promise<void> {
  if (before.scoutIntervalHours === after.scoutIntervalHours && before.status === after.status) return
  // A migrated brand may bring an automatic campaign that the old system had stopped, and the brand is its only switch.
  if (after.status === 'active')
    await sql.run(`UPDATE campaigns SET status = 'active', updated_at = now() WHERE brand_id = $1 AND id = $2 AND type = 'automatic' AND status = 'paused'`, [
      after.id,
      after.automaticCampaignId,
    ])
  await sql.run(
    `UPDATE scout_dispatch SET next_run_at = CASE WHEN $3 = 'active'
       THEN greatest(now(), coalesce($4::timestamptz, now() - make_interval(hours => $5)) + make_interval(hours => $5)) END
     WHERE brand_id = $1 AND campaign_id = $2`,
    [after.id, after.automaticCampaignId, after.status, after.lastRun?.finishedAt ?? null, after.scoutIntervalHours],
  )
}
