import { createFileRoute } from '@tanstack/react-router'
import { Keys } from '../features/settings/keys.tsx'
import { OwnersOnly } from '../features/settings/owners-only.tsx'

export const Route = createFileRoute('/_app/settings/keys')({ component: KeysPage })

function KeysPage() {
  return (
    <>
      <title>API keys · Echoscope</title>
      <OwnersOnly what="The list of keys">
        <Keys />
      </OwnersOnly>
    </>
  )
}
