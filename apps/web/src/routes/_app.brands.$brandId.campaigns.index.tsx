import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { CampaignAnalytics, campaignAnalyticsOf } from '../features/campaigns/campaign-analytics.tsx'
import { CampaignsSkeleton } from '../features/campaigns/campaigns-skeleton.tsx'
import { CampaignsRegion } from '../features/frame/campaign-region.tsx'
import { parseCampaignsSearch } from '../search/campaigns.ts'
import { omit } from '../search/objects.ts'
import { Boundary } from '../ui/boundary.tsx'
import { RangePicker } from '../ui/range-picker.tsx'

export const Route = createFileRoute('/_app/brands/$brandId/campaigns/')({
  validateSearch: parseCampaignsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient, client, trpc }, params: { brandId }, deps }) => {
    void queryClient.prefetchInfiniteQuery(campaignAnalyticsOf({ client, trpc }, brandId, deps))
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
        <RangePicker
          search={search}
          shown={null}
          onChange={(next) => void navigate({ search: { ...next, ...(search.find !== undefined && { find: search.find }) } })}
        />
      </div>
      <Boundary key={brandId} what="Campaign Analytics" skeleton={<CampaignsSkeleton />}>
        <CampaignAnalytics
          brandId={brandId}
          search={search}
          onFind={(find) =>
            void navigate({ search: find === '' ? omit(search, 'find') : { ...search, find }, resetScroll: false, replace: search.find !== undefined })
          }
        />
      </Boundary>
    </CampaignsRegion>
  )
}
