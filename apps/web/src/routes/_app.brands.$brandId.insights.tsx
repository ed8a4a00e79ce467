import { createFileRoute } from '@tanstack/react-router'
import { BrandRegion } from '../features/frame/brand-region.tsx'
import { InsightsPage } from '../features/insights/insights-page.tsx'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/brands/$brandId/insights')({ component: Insights })

function Insights() {
  const { brandId } = Route.useParams()
  const scope = { type: 'automatic', brandId } as const
  return (
    <BrandRegion brandId={brandId}>
      <title>Insights · Echoscope</title>
      <Boundary page key={keyOf(scope)} what="The insights" skeleton={<RunsSkeleton />}>
        <InsightsPage key={keyOf(scope)} scope={scope} />
      </Boundary>
    </BrandRegion>
  )
}
