import type { MemberLimit, Role } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { CopyOnce } from '../../ui/copy-once.tsx'
import { Field } from '../../ui/field.tsx'
import { ReachField, RoleField } from './access-fields.tsx'
import type { Place } from './places.ts'

/** There is no mail server: whoever invites hands the link on. */
export function Invite({ places }: { readonly places: readonly Place[] }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [limits, setLimits] = useState<readonly MemberLimit[] | null>(null)
  const { mutate, data, reset, error, isPending } = useMutation(
    trpc.members.invite.mutationOptions({
      onSuccess: () => {
        setEmail('')
        return queryClient.invalidateQueries({ queryKey: trpc.members.invitations.queryKey() })
      },
    }),
  )
  const reach = role === 'owner' ? null : limits
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ email, role, limits: reach === null ? null : [...reach] })
  }
  return (
    <section className="card" aria-labelledby="invite">
      <div className="card-head">
        <div>
          <h2 id="invite">Invite somebody</h2>
          <p>You get a link to hand on. It works once, for seven days, for this address.</p>
        </div>
      </div>
      {data === undefined ? (
        <form className="privacy-form" onSubmit={submit}>
          <Field id="invite-email" label="E-mail address" problem={error === null ? undefined : faultOf(error).message}>
            <input
              className="box"
              id="invite-email"
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          </Field>
          <RoleField id="invite-role" role={role} onRole={setRole} />
          {role !== 'owner' && <ReachField places={places} limits={limits} onLimits={setLimits} />}
          <button type="submit" className="btn" disabled={isPending || email.trim() === '' || reach?.length === 0}>
            <UserPlus className="i i-xs" />
            {isPending ? 'Making the link' : 'Make the invitation'}
          </button>
        </form>
      ) : (
        <div className="card-body">
          <CopyOnce id="invite-link" label="The invitation. Copy it now: it is not shown again." text={location.origin + data.path} onDone={reset} />
        </div>
      )}
    </section>
  )
}
