import { createFileRoute, Link } from '@tanstack/react-router'
import { FirstVisit } from '../features/first-visit/first-visit.tsx'
import { Logo } from '../ui/logo.tsx'
import { EditorsPage } from '../ui/for-editors.tsx'
import { useMay } from '../api/may.ts'

export const Route = createFileRoute('/_app/brands/new')({ component: NewBrand })

function NewBrand() {
  const navigate = Route.useNavigate()
  const { addBrand } = useMay()
  return (
    <main id="main" className="welcome">
      <title>New brand · Echoscope</title>
      <div className="welcome-head">
        <Logo />
        <h1 className="grow">New brand</h1>
        <Link to="/" className="btn btn-ghost">
          Back
        </Link>
      </div>
      <EditorsPage what="Making a brand" allowed={addBrand}>
        <FirstVisit
          onRun={(brandId, runId) => void navigate({ to: '/brands/$brandId/runs/$runId', params: { brandId, runId } })}
          onImport={(brandId) => void navigate({ to: '/brands/$brandId/import', params: { brandId } })}
        />
      </EditorsPage>
    </main>
  )
}
