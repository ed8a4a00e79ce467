import { createFileRoute } from '@tanstack/react-router'
import { AuditLog } from '../features/settings/audit-log.tsx'
import { OwnersOnly } from '../features/settings/owners-only.tsx'

export const Route = createFileRoute('/_app/settings/audit')({ component: AuditPage })

function AuditPage() {
  return (
    <>
      <title>Audit log · Echoscope</title>
      <OwnersOnly what="The audit log">
        <AuditLog />
      </OwnersOnly>
    </>
  )
}
