import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { NewCampaign } from '../features/campaigns/new-campaign.tsx'
import { CampaignsRegion } from '../features/frame/campaign-region.tsx'
import { EditorsPage } from '../ui/for-editors.tsx'

export const Route = createFileRoute('/_app/brands/$brandId/campaigns/new')({ component: NewCampaignPage })

function NewCampaignPage() {
  const { brandId } = Route.useParams()
  const { data: brand } = useSuspenseQuery(useTRPC().brands.get.queryOptions({ brandId }))
  return (
    <CampaignsRegion brandId={brandId} brandName={brand.name} adding>
      <title>New campaign · Echoscope</title>
      <div className="page-head">
        <div className="page-title">
          <h1>New campaign</h1>
          <p>It follows its own words, in its own places, on its own schedule. Nothing it finds is mixed into Brand Analytics.</p>
        </div>
      </div>
      <EditorsPage what="A new campaign">
        <NewCampaign key={brandId} brand={brand} />
      </EditorsPage>
    </CampaignsRegion>
  )
}
