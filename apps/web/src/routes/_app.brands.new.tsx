import { createFileRoute, Link } from '@tanstack/react-router'
import { FirstVisit } from '../features/first-visit/first-visit.tsx'
import { Logo } from '../ui/logo.tsx'

export const Route = createFileRoute('/_app/brands/new')({ component: NewBrand })

function NewBrand() {
  const navigate = Route.useNavigate()
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
      <FirstVisit
        onRun={(brandId, runId) => void navigate({ to: '/brands/$brandId/runs/$runId', params: { brandId, runId } })}
        onImport={(brandId) => void navigate({ to: '/brands/$brandId/import', params: { brandId } })}
      />
    </main>
  )
}
