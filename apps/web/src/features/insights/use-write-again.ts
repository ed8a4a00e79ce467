import type { ScopeRequest } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'

/** Asks for new insights of this scope; a worker writes them when it is free. */
export function useWriteAgain(scope: ScopeRequest, onAsked: () => void): { pending: boolean; write: () => void } {
  const { mutate, isPending } = useMutation(
    useTRPC().insights.regenerate.mutationOptions({
      onSuccess: onAsked,
      onError: (error) => toast(`No insights were asked for. ${faultOf(error).message}`),
    }),
  )
  return { pending: isPending, write: () => mutate({ scope }) }
}
