import { createFileRoute } from '@tanstack/react-router'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { HeldBackPosts } from '../features/held-back/held-back-posts.tsx'
import { RunList } from '../features/runs/run-list.tsx'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/campaigns/$campaignId/runs/')({ component: Runs })

function Runs() {
  const { campaignId } = Route.useParams()
  const scope = { type: 'custom', campaignId } as const
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>Runs · Echoscope</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Runs</h1>
          <p>What each run fetched and kept, newest first</p>
        </div>
      </div>
      <Boundary key={keyOf(scope)} what="The list of runs" skeleton={<RunsSkeleton />}>
        <RunList scope={scope} />
      </Boundary>
      <Boundary key={`${keyOf(scope)} held back`} what="What was held back" skeleton={<RunsSkeleton />}>
        <HeldBackPosts scope={scope} />
      </Boundary>
    </CampaignRegion>
  )
}
