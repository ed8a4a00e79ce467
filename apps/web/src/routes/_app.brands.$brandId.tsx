import { isUuid } from '@echoscope/domain'
import type { BrandId } from '@echoscope/domain'
import { createFileRoute, notFound, Outlet } from '@tanstack/react-router'
import { BrandFrame } from '../features/frame/brand-frame.tsx'
import { orNotFound } from '../ui/or-not-found.ts'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/brands/$brandId')({
  params: { parse: ({ brandId }) => ({ brandId: brandId as BrandId }), stringify: ({ brandId }) => ({ brandId }) },
  loader: async ({ context: { queryClient, trpc }, params: { brandId } }) => {
    if (!isUuid(brandId)) throw notFound()
    await Promise.all([
      queryClient.ensureQueryData(trpc.brands.list.queryOptions()),
      queryClient.ensureQueryData(trpc.brands.get.queryOptions({ brandId })),
      queryClient.ensureQueryData(trpc.campaigns.list.queryOptions({ brandId })),
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
