import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { BrandStatus } from '../features/brand-settings/brand-status.tsx'
import { EditBrand } from '../features/brand-settings/edit-brand.tsx'
import { BrandRegion } from '../features/frame/brand-region.tsx'
import { EditorsPage } from '../ui/for-editors.tsx'

export const Route = createFileRoute('/_app/brands/$brandId/settings')({ component: Settings })

function Settings() {
  const { brandId } = Route.useParams()
  const { data: brand } = useSuspenseQuery(useTRPC().brands.get.queryOptions({ brandId }))
  return (
    <BrandRegion brandId={brandId}>
      <title>{`Settings of ${brand.name} · Echoscope`}</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Brand settings</h1>
          <p>What counts as the brand, and where it is looked for. Campaigns have settings of their own.</p>
        </div>
      </div>
      <EditorsPage what="Changing the brand">
        <EditBrand key={brandId} brand={brand} />
        <div className="grid form-grid">
          <BrandStatus brand={brand} />
        </div>
      </EditorsPage>
    </BrandRegion>
  )
}
