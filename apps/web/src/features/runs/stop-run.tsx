import type { RunId, ScopeRequest } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'

export function StopRun({ scope, runId }: { readonly scope: ScopeRequest; readonly runId: RunId }) {
  const { mutate, isPending } = useMutation(
    useTRPC().scouts.cancel.mutationOptions({ onError: (error) => toast(`The run was not stopped. ${faultOf(error).message}`) }),
  )
  return (
    <button type="button" className="btn" disabled={isPending} onClick={() => mutate({ scope, runId })}>
      Stop
    </button>
  )
}
