import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { CampaignAnalytics, campaignAnalyticsOf } from '../features/campaigns/campaign-analytics.tsx'
import { CampaignsSkeleton } from '../features/campaigns/campaigns-skeleton.tsx'
import { Dashboard, dashboardOf } from '../features/dashboard/dashboard.tsx'
import { DashboardSkeleton } from '../features/dashboard/dashboard-skeleton.tsx'
import { BrandRegion } from '../features/frame/brand-region.tsx'
import { CampaignsRegion } from '../features/frame/campaign-region.tsx'
import { parseDashboardSearch } from '../search/dashboard.ts'
import { parseRangeSearch } from '../search/range.ts'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/brands/$brandId/')({
  validateSearch: parseDashboardSearch,
  loaderDeps: ({ search }) => parseRangeSearch({ ...search }),
  loader: ({ context: { queryClient, client, trpc }, params: { brandId }, deps }) => {
    void queryClient.prefetchQuery(dashboardOf(trpc, { type: 'automatic', brandId }, deps))
    void queryClient.prefetchInfiniteQuery(campaignAnalyticsOf({ client, trpc }, brandId, deps))
  },
  component: BrandDashboard,
})

function BrandDashboard() {
  const { brandId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { data: brand } = useSuspenseQuery(useTRPC().brands.get.queryOptions({ brandId }))
  const scope = { type: 'automatic', brandId } as const
  return (
    <>
      <title>{`${brand.name} · Echoscope`}</title>
      <BrandRegion brandId={brandId}>
        <Boundary page key={keyOf(scope)} what="The dashboard" still="The campaigns below are read by themselves." skeleton={<DashboardSkeleton />}>
          <Dashboard
            scope={scope}
            name={brand.name}
            search={search}
            onSearch={(next) => void navigate({ search: next, resetScroll: false })}
            nextRunAt={brand.nextRunAt}
          />
        </Boundary>
      </BrandRegion>
      <CampaignsRegion brandId={brandId} brandName={brand.name}>
        <Boundary key={brandId} what="Campaign Analytics" still="Brand Analytics above is as it was." skeleton={<CampaignsSkeleton />}>
          <CampaignAnalytics brandId={brandId} search={search} />
        </Boundary>
      </CampaignsRegion>
    </>
  )
}
