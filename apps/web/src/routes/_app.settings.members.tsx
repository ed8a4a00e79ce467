import { createFileRoute } from '@tanstack/react-router'
import { Members } from '../features/settings/members.tsx'
import { OwnersOnly } from '../features/settings/owners-only.tsx'

export const Route = createFileRoute('/_app/settings/members')({ component: MembersPage })

function MembersPage() {
  return (
    <>
      <title>Members · Echoscope</title>
      <OwnersOnly what="The list of members">
        <Members />
      </OwnersOnly>
    </>
  )
}
