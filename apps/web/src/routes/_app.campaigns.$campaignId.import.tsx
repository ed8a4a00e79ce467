import type { RunId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { ImportArchive } from '../features/archive/import-archive.tsx'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { EditorsPage } from '../ui/for-editors.tsx'

export const Route = createFileRoute('/_app/campaigns/$campaignId/import')({ component: Import })

function Import() {
  const { campaignId } = Route.useParams()
  const navigate = Route.useNavigate()
  const { data } = useSuspenseQuery(useTRPC().campaigns.get.queryOptions({ campaignId }))
  const show = ([runId, ...more]: readonly RunId[]) =>
    runId === undefined || more.length > 0
      ? navigate({ to: '/campaigns/$campaignId/runs', params: { campaignId } })
      : navigate({ to: '/campaigns/$campaignId/runs/$runId', params: { campaignId, runId } })
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>Import · Echoscope</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Import archives</h1>
          <p>Works without a network. Only what matches is kept, in this scope alone.</p>
        </div>
      </div>
      <EditorsPage what="Importing">
        <ImportArchive key={campaignId} scope={{ type: 'custom', campaignId }} into={`the campaign ${data.name}`} onRuns={(runIds) => void show(runIds)} />
      </EditorsPage>
    </CampaignRegion>
  )
}
