import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { EditCampaign } from '../features/campaigns/edit-campaign.tsx'
import { RemoveCampaign } from '../features/campaigns/remove-campaign.tsx'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { EditorsPage } from '../ui/for-editors.tsx'

export const Route = createFileRoute('/_app/campaigns/$campaignId/edit')({ component: Edit })

function Edit() {
  const { campaignId } = Route.useParams()
  const { data: campaign } = useSuspenseQuery(useTRPC().campaigns.get.queryOptions({ campaignId }))
  return (
    <CampaignRegion campaignId={campaignId}>
      <title>{`Edit ${campaign.name} · Echoscope`}</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Edit the campaign</h1>
          <p>Changes apply from the next run. What was collected before stays as it is.</p>
        </div>
      </div>
      <EditorsPage what="Editing the campaign">
        <EditCampaign key={campaignId} campaign={campaign} />
        <div className="grid form-grid">
          <RemoveCampaign key={campaignId} campaign={campaign} />
        </div>
      </EditorsPage>
    </CampaignRegion>
  )
}
