import { createFileRoute } from '@tanstack/react-router'
import { Keys } from '../features/settings/keys.tsx'
import { OwnersOnly } from '../features/settings/owners-only.tsx'

export const Route = createFileRoute('/_app/settings/keys')({ component: KeysPage })

function KeysPage() {
  return (
    <OwnersOnly what="The list of keys">
      <title>API keys · Echoscope</title>
      <Keys />
    </OwnersOnly>
  )
}
