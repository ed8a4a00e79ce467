import { useQueryClient } from '@tanstack/react-query'
import { createFileRoute, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { onSignedInElsewhere, tellSignedIn } from '../api/other-tabs.ts'
import { SignIn } from '../features/sign-in/sign-in.tsx'
import { parseSignInSearch } from '../search/sign-in.ts'

export const Route = createFileRoute('/sign-in')({ validateSearch: parseSignInSearch, component: SignInPage })

function SignInPage() {
  const { history } = useRouter()
  const queryClient = useQueryClient()
  const { to = '/', why } = Route.useSearch()
  const enter = useCallback(() => {
    queryClient.clear()
    history.replace(to)
  }, [history, queryClient, to])
  useEffect(() => onSignedInElsewhere(enter), [enter])
  const signedIn = useCallback(() => {
    tellSignedIn()
    enter()
  }, [enter])
  return (
    <>
      <title>Sign in · Echoscope</title>
      <SignIn why={why} onSignedIn={signedIn} />
    </>
  )
}
