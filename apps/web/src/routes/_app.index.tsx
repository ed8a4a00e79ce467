import { createFileRoute, redirect } from '@tanstack/react-router'
import { Logo } from '../ui/logo.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { FirstVisit } from '../features/first-visit/first-visit.tsx'
import { rememberedBrand } from '../features/frame/last-brand.ts'
import { NothingYet } from '../features/frame/nothing-yet.tsx'
import { useMay } from '../api/may.ts'

export const Route = createFileRoute('/_app/')({
  loader: async ({ context: { queryClient, trpc } }) => {
    const { items } = await queryClient.ensureQueryData(trpc.brands.list.queryOptions())
    const last = rememberedBrand()
    const brand = items.find(({ id }) => id === last) ?? items[0]
    if (brand !== undefined) throw redirect({ to: '/brands/$brandId', params: { brandId: brand.id }, replace: true })
  },
  component: Welcome,
})

function Welcome() {
  const navigate = Route.useNavigate()
  const { addBrand } = useMay()
  return (
    <main id="main" className="welcome">
      <title>Welcome · Echoscope</title>
      <div className="welcome-head">
        <Logo />
        <h1 className="grow">Welcome to Echoscope</h1>
        <ThemeToggle />
      </div>
      {addBrand ? (
        <>
          <FirstVisit
            onRun={(brandId, runId) => void navigate({ to: '/brands/$brandId/runs/$runId', params: { brandId, runId } })}
            onImport={(brandId) => void navigate({ to: '/brands/$brandId/import', params: { brandId } })}
          />
          <p className="muted">No network? An archive of posts can be imported instead: it works offline.</p>
        </>
      ) : (
        <NothingYet />
      )}
    </main>
  )
}
