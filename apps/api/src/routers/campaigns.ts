import type { Principal } from '@echoscope/db'
import {
  type Campaign,
  CampaignCreate,
  type CampaignId,
  type CampaignPage,
  type CampaignPreview,
  CampaignPreviewInput,
  CampaignRef,
  CampaignsList,
  CampaignUpdate,
  type CampaignStatus,
  notFound,
  type WorkspaceId,
} from '@echoscope/domain'
import type { Deps } from '../deps.ts'
import { enter } from '../enter.ts'
import { previewCampaign } from '../preview-campaign.ts'
import { requireRole } from '../grant.ts'
import { campaignsWithin, reachesBrand, reachesCampaign, seesBrand } from '../reach.ts'
import { registry, router } from '../trpc.ts'

const defaultLimit = 100

const setStatus = (status: CampaignStatus) =>
  registry('editor')
    .input(CampaignRef)
    .mutation(async ({ ctx, input }) => ctx.deps.db.campaigns.setStatus(await workspaceWith(ctx, input.campaignId), input.campaignId, status))

/** Custom campaigns only: an automatic campaign's id answers here as an unknown one does. */
export const campaigns = router({
  list: registry('viewer')
    .input(CampaignsList)
    .query(async ({ ctx: { deps, principal }, input: { limit = defaultLimit, ...input } }): Promise<CampaignPage> => {
      if (!seesBrand(principal.reach, input.brandId)) throw notFound('brand')
      return deps.db.campaigns.page(principal.workspaceId, { ...input, limit, within: campaignsWithin(principal.reach, input.brandId) })
    }),
  get: registry('viewer')
    .input(CampaignRef)
    .query(({ ctx, input }) => theirs(ctx, input.campaignId)),
  preview: registry('viewer')
    .input(CampaignPreviewInput)
    .query(({ ctx, input }): Promise<CampaignPreview> => previewCampaign(ctx, input)),
  create: registry('editor')
    .input(CampaignCreate)
    .mutation(({ ctx: { deps, principal }, input }) => {
      if (!reachesBrand(principal.reach, input.brandId)) throw notFound('brand')
      return deps.db.campaigns.create(principal.workspaceId, input)
    }),
  update: registry('editor')
    .input(CampaignUpdate)
    .mutation(async ({ ctx, input }) => {
      const workspaceId = await workspaceWith(ctx, input.campaignId)
      // Whoever shortens it deletes threads.
      if (input.retentionDays !== undefined) requireRole(ctx.principal.role, 'owner')
      return ctx.deps.db.campaigns.update(workspaceId, input)
    }),
  pause: setStatus('paused'),
  resume: setStatus('active'),
  complete: setStatus('completed'),
  remove: registry('editor')
    .input(CampaignRef)
    .mutation(async ({ ctx, input }): Promise<{ campaignId: string }> => {
      const { db, uploads } = ctx.deps
      await theirs(ctx, input.campaignId)
      const waiting = await db.runs.uploads(await enter(ctx.deps, ctx.principal, { type: 'custom', campaignId: input.campaignId }))
      await db.campaigns.remove(ctx.principal.workspaceId, input.campaignId)
      await Promise.all(waiting.map((file) => uploads.discard(file)))
      return { campaignId: input.campaignId }
    }),
})

interface Asking {
  readonly deps: Pick<Deps, 'db'>
  readonly principal: Principal
}

const isTheirs = ({ reach }: Principal, { brandId, id }: Campaign): boolean => reachesCampaign(reach, { brandId, campaignId: id })

async function theirs({ deps, principal }: Asking, id: CampaignId): Promise<Campaign> {
  const campaign = await deps.db.campaigns.get(principal.workspaceId, id)
  if (!isTheirs(principal, campaign)) throw notFound('campaign')
  return campaign
}

/** The workspace, for a campaign that is the caller's to change. */
async function workspaceWith(ctx: Asking, id: CampaignId): Promise<WorkspaceId> {
  if (ctx.principal.reach !== null) await theirs(ctx, id)
  return ctx.principal.workspaceId
}
