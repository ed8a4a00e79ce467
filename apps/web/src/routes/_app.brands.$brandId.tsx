import { isUuid } from '@echoscope/domain'
import type { BrandId } from '@echoscope/domain'
import { createFileRoute, notFound, Outlet, redirect } from '@tanstack/react-router'
import { mayOf } from '../api/may.ts'
import { BrandFrame } from '../features/frame/brand-frame.tsx'
import { listedCampaigns } from '../features/frame/listed-campaigns.ts'
import { orNotFound } from '../ui/or-not-found.ts'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/brands/$brandId')({
  params: { parse: ({ brandId }) => ({ brandId: brandId as BrandId }), stringify: ({ brandId }) => ({ brandId }) },
  // Somebody who may enter single campaigns of the brand alone is led to their list instead of to what is not there for them.
  beforeLoad: async ({ context: { queryClient, trpc }, params: { brandId }, location }) => {
    const { enterBrand } = mayOf(await queryClient.ensureQueryData(trpc.viewer.me.queryOptions()))
    const list = `/brands/${brandId}/campaigns`
    if (!enterBrand(brandId) && location.pathname.replace(/\/$/, '') !== list)
      throw redirect({ to: '/brands/$brandId/campaigns', params: { brandId }, replace: true })
  },
  loader: async ({ context: { queryClient, trpc }, params: { brandId } }) => {
    if (!isUuid(brandId)) throw notFound()
    await Promise.all([
      queryClient.ensureQueryData(trpc.brands.list.queryOptions()),
      queryClient.ensureQueryData(trpc.brands.get.queryOptions({ brandId })),
      queryClient.ensureQueryData(listedCampaigns(trpc, brandId)),
    ]).catch(orNotFound)
  },
  pendingComponent: FrameSkeleton,
  component: BrandLayout,
})

function BrandLayout() {
  const { brandId } = Route.useParams()
  return (
    <BrandFrame brandId={brandId}>
      <Outlet />
    </BrandFrame>
  )
}
