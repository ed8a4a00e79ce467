import { BrandRef, type Campaign, CampaignCreate, CampaignRef, CampaignUpdate, type CampaignStatus, type Page } from '@echoscope/domain'
import { requireRole } from '../grant.ts'
import { router, signedIn } from '../trpc.ts'

const setStatus = (status: CampaignStatus) =>
  signedIn('editor')
    .input(CampaignRef)
    .mutation(({ ctx, input }) => ctx.deps.db.campaigns.setStatus(ctx.principal.workspaceId, input.campaignId, status))

/** Custom campaigns only: an automatic campaign's id answers here as an unknown one does. */
export const campaigns = router({
  list: signedIn('viewer')
    .input(BrandRef)
    .query(
      async ({ ctx, input }): Promise<Page<Campaign>> => ({
        items: await ctx.deps.db.campaigns.list(ctx.principal.workspaceId, input.brandId),
        nextCursor: null,
      }),
    ),
  get: signedIn('viewer')
    .input(CampaignRef)
    .query(({ ctx, input }) => ctx.deps.db.campaigns.get(ctx.principal.workspaceId, input.campaignId)),
  create: signedIn('editor')
    .input(CampaignCreate)
    .mutation(({ ctx, input }) => ctx.deps.db.campaigns.create(ctx.principal.workspaceId, input)),
  update: signedIn('editor')
    .input(CampaignUpdate)
    .mutation(({ ctx, input }) => {
      // Whoever shortens it deletes threads.
      if (input.retentionDays !== undefined) requireRole(ctx.principal.role, 'owner')
      return ctx.deps.db.campaigns.update(ctx.principal.workspaceId, input)
    }),
  pause: setStatus('paused'),
  resume: setStatus('active'),
  complete: setStatus('completed'),
  remove: signedIn('editor')
    .input(CampaignRef)
    .mutation(async ({ ctx, input }): Promise<{ campaignId: string }> => {
      await ctx.deps.db.campaigns.remove(ctx.principal.workspaceId, input.campaignId)
      return { campaignId: input.campaignId }
    }),
})
