import { isUuid } from '@echoscope/domain'
import type { CampaignId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute, notFound, Outlet } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { BrandFrame } from '../features/frame/brand-frame.tsx'
import { listedCampaigns } from '../features/frame/listed-campaigns.ts'
import { orNotFound } from '../ui/or-not-found.ts'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/campaigns/$campaignId')({
  params: { parse: ({ campaignId }) => ({ campaignId: campaignId as CampaignId }), stringify: ({ campaignId }) => ({ campaignId }) },
  loader: async ({ context: { queryClient, trpc }, params: { campaignId } }) => {
    if (!isUuid(campaignId)) throw notFound()
    const { brandId } = await queryClient.ensureQueryData(trpc.campaigns.get.queryOptions({ campaignId })).catch(orNotFound)
    await Promise.all([
      queryClient.ensureQueryData(trpc.brands.list.queryOptions()),
      queryClient.ensureQueryData(trpc.brands.get.queryOptions({ brandId })),
      queryClient.ensureQueryData(listedCampaigns(trpc, brandId)),
    ])
  },
  pendingComponent: FrameSkeleton,
  component: CampaignLayout,
})

function CampaignLayout() {
  const { campaignId } = Route.useParams()
  const { data: campaign } = useSuspenseQuery(useTRPC().campaigns.get.queryOptions({ campaignId }))
  return (
    <BrandFrame brandId={campaign.brandId} open={campaign}>
      <Outlet />
    </BrandFrame>
  )
}
