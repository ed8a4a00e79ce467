import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { CampaignFacts } from '../features/campaigns/campaign-facts.tsx'
import { Dashboard, dashboardOf } from '../features/dashboard/dashboard.tsx'
import { DashboardSkeleton } from '../features/dashboard/dashboard-skeleton.tsx'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { parseDashboardSearch } from '../search/dashboard.ts'
import { parseRangeSearch } from '../search/range.ts'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/campaigns/$campaignId/')({
  validateSearch: parseDashboardSearch,
  loaderDeps: ({ search }) => parseRangeSearch({ ...search }),
  loader: ({ context: { queryClient, trpc }, params: { campaignId }, deps }) => {
    void queryClient.prefetchQuery(dashboardOf(trpc, { type: 'custom', campaignId }, deps))
  },
  component: CampaignDashboard,
})

function CampaignDashboard() {
  const { campaignId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const { data: campaign } = useSuspenseQuery(useTRPC().campaigns.get.queryOptions({ campaignId }))
  const scope = { type: 'custom', campaignId } as const
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>{`${campaign.name} · Echoscope`}</title>
      <CampaignFacts campaign={campaign} />
      <Boundary page key={keyOf(scope)} what="The dashboard" still="The campaign’s query and schedule above are current." skeleton={<DashboardSkeleton />}>
        <Dashboard
          scope={scope}
          name={campaign.name}
          search={search}
          onSearch={(next) => void navigate({ search: next, resetScroll: false })}
          nextRunAt={campaign.nextRunAt}
        />
      </Boundary>
    </CampaignRegion>
  )
}
