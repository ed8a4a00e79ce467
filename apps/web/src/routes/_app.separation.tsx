import { createFileRoute } from '@tanstack/react-router'
import { Separation } from '../features/separation/separation.tsx'
import { SeparationSkeleton } from '../features/separation/separation-skeleton.tsx'
import { WorkspaceFrame } from '../features/frame/workspace-frame.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/separation')({ pendingComponent: FrameSkeleton, component: SeparationPage })

function SeparationPage() {
  return (
    <WorkspaceFrame>
      <title>Separation · Echoscope</title>
      <Boundary page what="The separation report" still="Nothing about the data has changed." skeleton={<SeparationSkeleton />}>
        <Separation />
      </Boundary>
    </WorkspaceFrame>
  )
}
