import { createFileRoute } from '@tanstack/react-router'
import { SeparationSkeleton } from '../features/separation/separation-skeleton.tsx'
import { SourceList } from '../features/sources/source-list.tsx'
import { Boundary } from '../ui/boundary.tsx'

export const Route = createFileRoute('/_app/settings/sources')({ component: SourcesPage })

function SourcesPage() {
  return (
    <>
      <title>Sources · Echoscope</title>
      <Boundary what="The sources" skeleton={<SeparationSkeleton />}>
        <div className="guard-stack">
          <SourceList />
        </div>
      </Boundary>
    </>
  )
}
