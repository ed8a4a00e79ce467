import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'
import { SessionList } from './session-list.tsx'

export function OwnSessions() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data } = useSuspenseQuery(trpc.sessions.list.queryOptions())
  const { mutate, isPending } = useMutation(
    trpc.sessions.revoke.mutationOptions({
      onError: (error) => toast(`The session goes on. ${faultOf(error).message}`),
      onSuccess: () => toast('That browser is signed out.'),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.sessions.list.queryKey() }),
    }),
  )
  return (
    <section className="card" aria-labelledby="sessions">
      <div className="card-head">
        <div>
          <h2 id="sessions">Where you are signed in</h2>
          <p>End what you do not recognise, then choose a new password: that ends all others at once.</p>
        </div>
      </div>
      <SessionList sessions={data.items} pending={isPending} onEnd={({ id }) => mutate({ sessionId: id })} />
    </section>
  )
}
