import { createFileRoute } from '@tanstack/react-router'
import { VoiceList } from '../features/dashboard/lists.tsx'
import { BrandRegion } from '../features/frame/brand-region.tsx'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { parseDashboardSearch } from '../search/dashboard.ts'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/brands/$brandId/voices')({ validateSearch: parseDashboardSearch, component: List })

function List() {
  const { brandId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const scope = { type: 'automatic', brandId } as const
  return (
    <BrandRegion brandId={brandId}>
      <title>Voices · Echoscope</title>
      <Boundary page key={keyOf(scope)} what="The voices" skeleton={<RunsSkeleton />}>
        <VoiceList scope={scope} search={search} onSearch={(next) => void navigate({ search: next, resetScroll: false })} />
      </Boundary>
    </BrandRegion>
  )
}
