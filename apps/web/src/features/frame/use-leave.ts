import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '../../api/session.ts'
import { forgetEverything } from '../../api/other-tabs.ts'
import { toast } from '../../ui/toasts.tsx'

/** Signs out and leaves nothing behind. */
export function useLeave(): () => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    if (!(await signOut())) return toast('The server did not answer, so you are still signed in.')
    await navigate({ to: '/sign-in' })
    queryClient.clear()
    forgetEverything()
  }
  return () => void leave()
}
