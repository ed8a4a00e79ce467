import type { Member } from '@echoscope/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'
import { SessionList } from './session-list.tsx'

/** Asked for only when an owner wants to see it. */
export function MemberSessions({ member: { id: memberId } }: { readonly member: Member }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [shown, setShown] = useState(false)
  const { data, error } = useQuery({ ...trpc.members.sessions.queryOptions({ memberId }), enabled: shown })
  const { mutate, isPending } = useMutation(
    trpc.members.endSession.mutationOptions({
      onError: (problem) => toast(`The session goes on. ${faultOf(problem).message}`),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.members.sessions.queryKey({ memberId }) }),
    }),
  )
  return (
    <div className="people-form">
      <span className="people-label">Where they are signed in</span>
      {!shown && (
        <div className="toolbar">
          <button type="button" className="btn btn-sm" onClick={() => setShown(true)}>
            Show their sessions
          </button>
        </div>
      )}
      {error !== null && (
        <p className="problem" role="alert">
          {faultOf(error).message}
        </p>
      )}
      {data?.items.length === 0 && <p className="muted">Nowhere.</p>}
      {data !== undefined && <SessionList sessions={data.items} pending={isPending} onEnd={({ id }) => mutate({ memberId, sessionId: id })} />}
    </div>
  )
}
