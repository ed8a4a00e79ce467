import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { SignIn } from '../features/sign-in/sign-in.tsx'

export const Route = createFileRoute('/sign-in')({ component: SignInPage })

function SignInPage() {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const enter = useCallback(() => {
    queryClient.clear()
    void navigate({ to: '/', replace: true })
  }, [navigate, queryClient])
  return (
    <>
      <title>Sign in · Echoscope</title>
      <SignIn onSignedIn={enter} />
    </>
  )
}
