import { createFileRoute } from '@tanstack/react-router'
import { SeparationSkeleton } from '../features/separation/separation-skeleton.tsx'
import { OwnAccount } from '../features/settings/own-account.tsx'
import { OwnSessions } from '../features/settings/own-sessions.tsx'
import { Boundary } from '../ui/boundary.tsx'

export const Route = createFileRoute('/_app/settings/sessions')({ component: SessionsPage })

function SessionsPage() {
  return (
    <>
      <title>Sessions · Echoscope</title>
      <Boundary what="Your sessions" skeleton={<SeparationSkeleton />}>
        <div className="guard-stack">
          <OwnSessions />
          <OwnAccount />
        </div>
      </Boundary>
    </>
  )
}
