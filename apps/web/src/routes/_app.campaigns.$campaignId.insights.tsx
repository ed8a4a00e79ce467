import { createFileRoute } from '@tanstack/react-router'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { InsightsPage } from '../features/insights/insights-page.tsx'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/campaigns/$campaignId/insights')({ component: Insights })

function Insights() {
  const { campaignId } = Route.useParams()
  const scope = { type: 'custom', campaignId } as const
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>Insights · Echoscope</title>
      <Boundary page key={keyOf(scope)} what="The insights" skeleton={<RunsSkeleton />}>
        <InsightsPage key={keyOf(scope)} scope={scope} />
      </Boundary>
    </CampaignRegion>
  )
}
