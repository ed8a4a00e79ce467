import { createRouter } from '@tanstack/react-router'
import type { Api } from './api/client.ts'
import { Failure } from './ui/boundary.tsx'
import { LoneCard } from './ui/lone-card.tsx'
import { NotHere } from './ui/not-here.tsx'
import { routeTree } from './routeTree.gen.ts'

export const createAppRouter = (api: Api) =>
  createRouter({
    routeTree,
    context: api,
    scrollRestoration: true,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultErrorComponent: ({ error, reset }) => (
      <LoneCard>
        <title>Echoscope</title>
        <Failure error={error} page what="This page" retry={reset} />
      </LoneCard>
    ),
    defaultNotFoundComponent: NotHere,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
