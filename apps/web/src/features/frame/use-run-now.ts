import type { ScopeRequest } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { faultOf } from '../../api/fault.ts'
import { useTRPC } from '../../api/client.ts'
import { toast } from '../../ui/toasts.tsx'

/** Asks for a run of this scope and opens its page; one that is going on already is opened, not doubled. */
export function useRunNow(scope: ScopeRequest): { pending: boolean; run: () => void } {
  const navigate = useNavigate()
  const { mutate, isPending } = useMutation(
    useTRPC().scouts.run.mutationOptions({
      onSuccess: ({ runId }) =>
        scope.type === 'automatic'
          ? navigate({ to: '/brands/$brandId/runs/$runId', params: { brandId: scope.brandId, runId } })
          : navigate({ to: '/campaigns/$campaignId/runs/$runId', params: { campaignId: scope.campaignId, runId } }),
      onError: (error) => toast(`No run was started. ${faultOf(error).message}`),
    }),
  )
  return { pending: isPending, run: () => mutate({ scope }) }
}
