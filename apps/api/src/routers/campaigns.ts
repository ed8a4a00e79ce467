import type { Principal } from '@echoscope/db'
import {
  BrandRef,
  type Campaign,
  CampaignCreate,
  type CampaignId,
  type CampaignPreview,
  CampaignPreviewInput,
  CampaignRef,
  CampaignUpdate,
  type CampaignStatus,
  notFound,
  type Page,
  type WorkspaceId,
} from '@echoscope/domain'
import type { Deps } from '../deps.ts'
import { enter } from '../enter.ts'
import { previewCampaign } from '../preview-campaign.ts'
import { requireRole } from '../grant.ts'
import { reachesBrand, reachesCampaign, seesBrand } from '../reach.ts'
import { registry, router } from '../trpc.ts'

const setStatus = (status: CampaignStatus) =>
  registry('editor')
    .input(CampaignRef)
    .mutation(async ({ ctx, input }) => ctx.deps.db.campaigns.setStatus(await workspaceWith(ctx, input.campaignId), input.campaignId, status))

/** Custom campaigns only: an automatic campaign's id answers here as an unknown one does. */
export const campaigns = router({
  list: registry('viewer')
    .input(BrandRef)
    .query(async ({ ctx: { deps, principal }, input }): Promise<Page<Campaign>> => {
      if (!seesBrand(principal.reach, input.brandId)) throw notFound('brand')
      const all = await deps.db.campaigns.list(principal.workspaceId, input.brandId)
      return { items: all.filter((campaign) => isTheirs(principal, campaign)), nextCursor: null }
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
