import type { Invitation } from '@echoscope/domain'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { coming } from '../../format/dates.ts'
import { Moment } from '../../ui/moment.tsx'
import { toast } from '../../ui/toasts.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { roleWords } from './access-fields.tsx'
import { reachNames } from './places.ts'
import type { Place } from './places.ts'

export function Invitations({ places }: { readonly places: readonly Place[] }) {
  const { data } = useSuspenseQuery(useTRPC().members.invitations.queryOptions())
  if (data.items.length === 0) return null
  return (
    <section className="card" aria-labelledby="invitations">
      <div className="card-head">
        <h2 id="invitations">Open invitations</h2>
      </div>
      <ul className="people">
        {data.items.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} places={places} />
        ))}
      </ul>
    </section>
  )
}

function Row({
  invitation: { id, email, role, limits, invitedBy, expiresAt },
  places,
}: {
  readonly invitation: Invitation
  readonly places: readonly Place[]
}) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.members.revokeInvitation.mutationOptions({
      onError: (error) => toast(`The invitation still stands. ${faultOf(error).message}`),
      onSuccess: () => toast('Taken back. The link opens nothing any more.'),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.members.invitations.queryKey() }),
    }),
  )
  return (
    <li className="people-row">
      <div className="people-who">
        <UserText className="people-name">{email}</UserText>
        <small>
          {roleWords[role]} · <UserText>{reachNames(limits, places).join(', ')}</UserText>
        </small>
        <small>
          By <UserText>{invitedBy}</UserText>, ends <Moment at={expiresAt} write={coming} />
        </small>
      </div>
      <button
        type="button"
        className="btn btn-sm"
        disabled={isPending}
        aria-label={`Take back the invitation of ${email}`}
        onClick={() => mutate({ invitationId: id })}
      >
        Take back
      </button>
    </li>
  )
}
