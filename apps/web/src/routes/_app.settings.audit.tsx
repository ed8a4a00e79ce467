import { createFileRoute } from '@tanstack/react-router'
import { AuditLog } from '../features/settings/audit-log.tsx'
import { OwnersOnly } from '../features/settings/owners-only.tsx'

export const Route = createFileRoute('/_app/settings/audit')({ component: AuditPage })

function AuditPage() {
  return (
    <OwnersOnly what="The audit log">
      <title>Audit log · Echoscope</title>
      <AuditLog />
    </OwnersOnly>
  )
}
