import { createFileRoute } from '@tanstack/react-router'
import { Erasing } from '../features/privacy/erasing.tsx'
import { Keeping } from '../features/privacy/keeping.tsx'
import { Receipts } from '../features/privacy/receipts.tsx'
import { SeparationSkeleton } from '../features/separation/separation-skeleton.tsx'
import { WorkspaceFrame } from '../features/frame/workspace-frame.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/privacy')({ pendingComponent: FrameSkeleton, component: PrivacyPage })

function PrivacyPage() {
  return (
    <WorkspaceFrame>
      <title>Privacy · Echoscope</title>
      <div className="page-head">
        <div className="page-title">
          <h1>Privacy</h1>
          <p>Who is to be forgotten, and how long threads are kept</p>
        </div>
      </div>
      <Boundary what="The list of erasures" skeleton={<SeparationSkeleton />}>
        <div className="guard-stack">
          <Erasing />
          <Receipts />
          <Keeping />
        </div>
      </Boundary>
    </WorkspaceFrame>
  )
}
