import type { RunId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useTRPC } from '../api/client.ts'
import { ImportArchive } from '../features/archive/import-archive.tsx'
import { BrandRegion } from '../features/frame/brand-region.tsx'
import { EditorsPage } from '../ui/for-editors.tsx'

export const Route = createFileRoute('/_app/brands/$brandId/import')({ component: Import })

function Import() {
  const { brandId } = Route.useParams()
  const navigate = Route.useNavigate()
  const { data } = useSuspenseQuery(useTRPC().brands.get.queryOptions({ brandId }))
  const show = ([runId, ...more]: readonly RunId[]) =>
    runId === undefined || more.length > 0
      ? navigate({ to: '/brands/$brandId/runs', params: { brandId } })
      : navigate({ to: '/brands/$brandId/runs/$runId', params: { brandId, runId } })
  return (
    <BrandRegion brandId={brandId}>
      <title>Import · Echoscope</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Import archives</h1>
          <p>Works without a network. Only what matches is kept, in this scope alone.</p>
        </div>
      </div>
      <EditorsPage what="Importing">
        <ImportArchive key={brandId} scope={{ type: 'automatic', brandId }} into={`Brand Analytics of ${data.name}`} onRuns={(runIds) => void show(runIds)} />
      </EditorsPage>
    </BrandRegion>
  )
}
