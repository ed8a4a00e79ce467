import { createFileRoute } from '@tanstack/react-router'
import { AiBudgetCard } from '../features/settings/ai-budget.tsx'
import { OwnersOnly } from '../features/settings/owners-only.tsx'

export const Route = createFileRoute('/_app/settings/ai')({ component: AiPage })

function AiPage() {
  return (
    <>
      <title>AI · Echoscope</title>
      <OwnersOnly what="The budget for models">
        <AiBudgetCard />
      </OwnersOnly>
    </>
  )
}
