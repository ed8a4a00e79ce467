import { createRouter } from '@tanstack/react-router'
import type { Api } from './api/client.ts'
import { Failure } from './ui/boundary.tsx'
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
      <main id="main" className="centre" data-scope="none">
        <title>Echoscope</title>
        <div className="card">
          <Failure error={error} page what="This page" retry={reset} />
        </div>
      </main>
    ),
    defaultNotFoundComponent: NotHere,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
