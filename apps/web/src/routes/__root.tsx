import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import type { Api } from '../api/client.ts'
import { Toasts } from '../ui/toasts.tsx'

export const Route = createRootRouteWithContext<Api>()({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
})
