import { createFileRoute } from '@tanstack/react-router'
import { OwnersOnly } from '../features/settings/owners-only.tsx'
import { TimeZoneCard } from '../features/settings/time-zone.tsx'

export const Route = createFileRoute('/_app/settings/time-zone')({ component: TimeZonePage })

function TimeZonePage() {
  return (
    <>
      <title>Time zone · Echoscope</title>
      <OwnersOnly what="The time zone">
        <TimeZoneCard />
      </OwnersOnly>
    </>
  )
}
