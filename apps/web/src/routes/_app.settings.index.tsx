import { createFileRoute, redirect } from '@tanstack/react-router'
import { mayOf } from '../api/may.ts'

export const Route = createFileRoute('/_app/settings/')({
  beforeLoad: async ({ context: { queryClient, trpc } }) => {
    const may = mayOf(await queryClient.ensureQueryData(trpc.viewer.me.queryOptions()))
    throw redirect({ to: may.own ? '/settings/members' : '/settings/sessions', replace: true })
  },
})
