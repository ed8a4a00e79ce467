import {
  type BrandId,
  type Campaign,
  type CampaignCreate,
  type CampaignId,
  type CampaignPage,
  type CampaignStatus,
  type CampaignUpdate,
  DomainError,
  newId,
  notFound,
  parseQuery,
  type WorkspaceId,
} from '@echoscope/domain'
import { holdWorkspaceZone } from './day-zone.ts'
import { nextDue } from './next-due.ts'
import { assignments } from './assignments.ts'
import { type CampaignQuestion, campaignPage, requireBrand } from './campaign-page.ts'
import { type CampaignRow, find, select, toCampaign } from './campaign-rows.ts'
import { editedMeanwhile } from './edited-meanwhile.ts'
import { keepFor } from './forget/keep-for.ts'
import type { Sessions, Sql } from './session.ts'

/** Custom campaigns. The automatic one has no door here: a call with its id answers as an unknown id does. */
export interface Campaigns {
  list(workspaceId: WorkspaceId, brandId: BrandId): Promise<Campaign[]>
  /** A part of them, for people; `within` leaves out all others as if they were not there. */
  page(workspaceId: WorkspaceId, question: CampaignQuestion): Promise<CampaignPage>
  get(workspaceId: WorkspaceId, id: CampaignId): Promise<Campaign>
  /** `invalid_query` when the query cannot be read. */
  create(workspaceId: WorkspaceId, input: CampaignCreate): Promise<Campaign>
  /** `invalid_query` when the query cannot be read; `edited_meanwhile` when `revision` is not the stored one. An edited schedule counts at once. */
  update(workspaceId: WorkspaceId, input: CampaignUpdate): Promise<Campaign>
  /** `wrong_state` where the change makes no sense (a completed campaign stays completed). */
  setStatus(workspaceId: WorkspaceId, id: CampaignId, status: CampaignStatus): Promise<Campaign>
  /** Deletes the campaign and everything collected for it. */
  remove(workspaceId: WorkspaceId, id: CampaignId): Promise<void>
}

export function createCampaigns(sessions: Sessions): Campaigns {
  return {
    list: (workspaceId, brandId) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await requireBrand(sql, workspaceId, brandId)
        return (await sql.all<CampaignRow>(`${select} AND c.brand_id = $2 ORDER BY c.id DESC`, [workspaceId, brandId])).map(toCampaign)
      }),
    page: (workspaceId, question) => sessions.inWorkspace(workspaceId, (sql) => campaignPage(sql, workspaceId, question)),
    get: (workspaceId, id) => sessions.inWorkspace(workspaceId, (sql) => find(sql, workspaceId, id)),
    create: (workspaceId, input) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await requireBrand(sql, workspaceId, input.brandId)
        requireOrder(input.startsAt ?? null, input.endsAt ?? null)
        requireReadable(input.query)
        const id = newId<'campaign'>()
        await sql.run(
          `INSERT INTO campaigns (workspace_id, brand_id, id, type, name, description, keywords, exclude_keywords, sources, communities,
             cron, time_zone, starts_at, ends_at, query, languages, day_zone)
           VALUES ($1, $2, $3, 'custom', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
          [
            workspaceId,
            input.brandId,
            id,
            input.name,
            input.description ?? '',
            input.keywords ?? [],
            input.excludeKeywords ?? [],
            input.sources ?? [],
            input.communities ?? [],
            input.schedule?.cron ?? null,
            input.schedule?.timeZone ?? null,
            input.startsAt ?? null,
            input.endsAt ?? null,
            input.query ?? null,
            input.languages ?? [],
            await holdWorkspaceZone(sql, workspaceId),
          ],
        )
        await sql.run(`INSERT INTO scout_dispatch (workspace_id, brand_id, campaign_id, campaign_type) VALUES ($1, $2, $3, 'custom')`, [
          workspaceId,
          input.brandId,
          id,
        ])
        return reschedule(sql, workspaceId, id)
      }),
    update: (workspaceId, { campaignId, revision, ...changes }) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const before = await find(sql, workspaceId, campaignId)
        requireOrder(changes.startsAt === undefined ? before.startsAt : changes.startsAt, changes.endsAt === undefined ? before.endsAt : changes.endsAt)
        requireReadable(changes.query)
        const set = assignments(
          {
            name: changes.name,
            description: changes.description,
            keywords: changes.keywords,
            exclude_keywords: changes.excludeKeywords,
            query: changes.query,
            sources: changes.sources,
            communities: changes.communities,
            languages: changes.languages,
            cron: changes.schedule === undefined ? undefined : (changes.schedule?.cron ?? null),
            time_zone: changes.schedule === undefined ? undefined : (changes.schedule?.timeZone ?? null),
            starts_at: changes.startsAt,
            ends_at: changes.endsAt,
          },
          4,
        )
        const changed = await sql.run(
          `UPDATE campaigns SET ${set.text} revision = revision + 1, updated_at = now()
           WHERE workspace_id = $1 AND id = $2 AND type = 'custom' AND revision = $3`,
          [workspaceId, campaignId, revision, ...set.params],
        )
        if (changed === 0)
          throw await editedMeanwhile(sql, workspaceId, { what: 'campaign', id: campaignId, revision: (await find(sql, workspaceId, campaignId)).revision })
        if (changes.retentionDays !== undefined) await keepFor(sql, { campaignId, brandId: before.brandId, days: changes.retentionDays })
        return reschedule(sql, workspaceId, campaignId)
      }),
    setStatus: (workspaceId, id, status) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const before = await find(sql, workspaceId, id)
        if (before.status === 'completed' && status !== 'completed')
          throw new DomainError('wrong_state', 'A completed campaign stays completed, with its numbers. Make a new one to go on listening.')
        await sql.run(
          `UPDATE campaigns SET status = $3, revision = revision + 1, updated_at = now()
           WHERE workspace_id = $1 AND id = $2 AND type = 'custom' AND status <> $3`,
          [workspaceId, id, status],
        )
        return reschedule(sql, workspaceId, id)
      }),
    remove: (workspaceId, id) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const removed = await sql.run(`DELETE FROM campaigns WHERE workspace_id = $1 AND id = $2 AND type = 'custom'`, [workspaceId, id])
        if (removed === 0) throw notFound('campaign')
      }),
  }
}

function requireOrder(startsAt: string | null, endsAt: string | null): void {
  if (startsAt !== null && endsAt !== null && new Date(endsAt) <= new Date(startsAt))
    throw new DomainError('invalid_range', 'The campaign ends before it starts: choose an end after the start.')
}

/** @throws DomainError `invalid_query` */
function requireReadable(query: string | null | undefined): void {
  if (query !== null && query !== undefined) parseQuery(query)
}

async function reschedule(sql: Sql, workspaceId: WorkspaceId, id: CampaignId): Promise<Campaign> {
  const campaign = await find(sql, workspaceId, id)
  // Nothing of an archived brand is due.
  await sql.run(
    `UPDATE scout_dispatch SET next_run_at = CASE WHEN (SELECT status FROM brands WHERE workspace_id = $4 AND id = $1) <> 'archived' THEN $3::timestamptz END
     WHERE brand_id = $1 AND campaign_id = $2`,
    [campaign.brandId, campaign.id, nextDue(campaign, new Date()), workspaceId],
  )
  return find(sql, workspaceId, id)
}
