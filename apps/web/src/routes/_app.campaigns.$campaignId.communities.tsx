import { createFileRoute } from '@tanstack/react-router'
import { CommunityList } from '../features/dashboard/lists.tsx'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { parseDashboardSearch } from '../search/dashboard.ts'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/campaigns/$campaignId/communities')({ validateSearch: parseDashboardSearch, component: List })

function List() {
  const { campaignId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const scope = { type: 'custom', campaignId } as const
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>Communities · Echoscope</title>
      <Boundary page key={keyOf(scope)} what="The communities" skeleton={<RunsSkeleton />}>
        <CommunityList scope={scope} search={search} onSearch={(next) => void navigate({ search: next, resetScroll: false })} />
      </Boundary>
    </CampaignRegion>
  )
}
