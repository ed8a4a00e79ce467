import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { WithToken } from '../features/sign-in/with-token.tsx'

export const Route = createFileRoute('/invitation')({ component: InvitationPage })

function InvitationPage() {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const enter = useCallback(() => {
    queryClient.clear()
    void navigate({ to: '/', replace: true })
  }, [navigate, queryClient])
  return (
    <>
      <title>Join · Echoscope</title>
      <WithToken purpose="invitation" onSignedIn={enter} />
    </>
  )
}
