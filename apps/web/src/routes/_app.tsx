import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { faultOf } from '../api/fault.ts'
import { parseSignInSearch } from '../search/sign-in.ts'
import { showZone } from '../format/zone.ts'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

/** Everything behind the session. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context: { queryClient, trpc }, location }) => {
    try {
      const { workspace } = await queryClient.ensureQueryData(trpc.viewer.me.queryOptions())
      showZone(workspace.timeZone)
    } catch (error) {
      if (faultOf(error).reason === 'sign_in_required') throw redirect({ to: '/sign-in', search: parseSignInSearch({ to: location.href }), replace: true })
      throw error
    }
  },
  pendingComponent: FrameSkeleton,
  component: Outlet,
})
