import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { WithToken } from '../features/sign-in/with-token.tsx'

export const Route = createFileRoute('/password')({ component: PasswordPage })

function PasswordPage() {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const enter = useCallback(() => {
    queryClient.clear()
    void navigate({ to: '/', replace: true })
  }, [navigate, queryClient])
  return (
    <>
      <title>New password · Echoscope</title>
      <WithToken purpose="password" onSignedIn={enter} />
    </>
  )
}
