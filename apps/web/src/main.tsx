import './api/zod-without-eval.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi, TRPCProvider } from './api/client.ts'
import { faultOf } from './api/fault.ts'
import { onSignedOutElsewhere } from './api/other-tabs.ts'
import { createAppRouter } from './router.tsx'
import { parseSignInSearch } from './search/sign-in.ts'
import type { SignInSearch } from './search/sign-in.ts'
import './styles/index.css'

const leave = (why: SignInSearch['why']): void => {
  const { pathname, search } = location
  if (pathname === '/sign-in') return
  void router.navigate({ to: '/sign-in', search: parseSignInSearch({ to: pathname + search, why }) }).then(() => api.queryClient.clear())
}
/** Whoever has not been in has no session that could have ended. */
const wasIn = (): boolean => api.queryClient.getQueryData(api.trpc.viewer.me.queryKey()) !== undefined
const api = createApi(() => leave(wasIn() ? 'ended' : undefined))
onSignedOutElsewhere(() => leave('left'))
const router = createAppRouter(api)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root, {
  // What the page says in words is no fault of the page; anything else stays as loud as it was.
  onCaughtError: (error) => {
    if (faultOf(error).reason === 'bug') reportError(error)
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={api.queryClient}>
      <TRPCProvider trpcClient={api.client} queryClient={api.queryClient}>
        <RouterProvider router={router} />
      </TRPCProvider>
    </QueryClientProvider>
  </StrictMode>,
)
