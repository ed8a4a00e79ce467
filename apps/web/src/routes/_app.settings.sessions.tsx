import { createFileRoute } from '@tanstack/react-router'
import { SeparationSkeleton } from '../features/separation/separation-skeleton.tsx'
import { OwnAccount } from '../features/settings/own-account.tsx'
import { OwnSessions } from '../features/settings/own-sessions.tsx'
import { Boundary } from '../ui/boundary.tsx'

export const Route = createFileRoute('/_app/settings/sessions')({ component: SessionsPage })

function SessionsPage() {
  return (
    <Boundary what="Your sessions" skeleton={<SeparationSkeleton />}>
      <title>Sessions · Echoscope</title>
      <div className="guard-stack">
        <OwnSessions />
        <OwnAccount />
      </div>
    </Boundary>
  )
}
