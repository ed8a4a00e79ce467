import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { CampaignAnalytics, campaignAnalyticsOf } from '../features/campaigns/campaign-analytics.tsx'
import { CampaignsSkeleton } from '../features/campaigns/campaigns-skeleton.tsx'
import { CampaignsRegion } from '../features/frame/campaign-region.tsx'
import { parseRangeSearch } from '../search/range.ts'
import { Boundary } from '../ui/boundary.tsx'
import { RangePicker } from '../ui/range-picker.tsx'

export const Route = createFileRoute('/_app/brands/$brandId/campaigns/')({
  validateSearch: parseRangeSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient, trpc }, params: { brandId }, deps }) => {
    void queryClient.prefetchQuery(campaignAnalyticsOf(trpc, brandId, deps))
  },
  component: Campaigns,
})

function Campaigns() {
  const { brandId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { data: brand } = useSuspenseQuery(useTRPC().brands.get.queryOptions({ brandId }))
  return (
    <CampaignsRegion brandId={brandId} brandName={brand.name}>
      <title>{`Campaigns of ${brand.name} · Echoscope`}</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Campaigns</h1>
          <p>Each follows its own words and is read in its own scope.</p>
        </div>
        <RangePicker search={search} shown={null} onChange={(next) => void navigate({ search: next })} />
      </div>
      <Boundary key={brandId} what="Campaign Analytics" skeleton={<CampaignsSkeleton />}>
        <CampaignAnalytics brandId={brandId} search={search} />
      </Boundary>
    </CampaignsRegion>
  )
}
