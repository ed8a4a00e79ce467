import { isUuid } from '@echoscope/domain'
import type { RunId } from '@echoscope/domain'
import { createFileRoute, notFound } from '@tanstack/react-router'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { RunView } from '../features/runs/run-view.tsx'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { ScopeLink } from '../ui/scope-link.tsx'

export const Route = createFileRoute('/_app/campaigns/$campaignId/runs/$runId')({
  params: { parse: ({ runId }) => ({ runId: runId as RunId }), stringify: ({ runId }) => ({ runId }) },
  loader: ({ params: { runId } }) => {
    if (!isUuid(runId)) throw notFound()
  },
  component: RunPage,
})

function RunPage() {
  const { campaignId, runId } = Route.useParams()
  const scope = { type: 'custom', campaignId } as const
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>Run · Echoscope</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Run</h1>
          <p>Live, source by source</p>
        </div>
        <ScopeLink scope={scope} to="runs" className="btn btn-ghost">
          All runs
        </ScopeLink>
      </div>
      <Boundary key={runId} what="The run" still="It goes on by itself if it was going on." skeleton={<RunsSkeleton />}>
        <RunView scope={scope} runId={runId} />
      </Boundary>
    </CampaignRegion>
  )
}
