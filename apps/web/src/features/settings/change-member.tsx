import type { Member } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { toast } from '../../ui/toasts.tsx'
import { ReachField, RoleField } from './access-fields.tsx'
import type { Place } from './places.ts'

interface ChangeMemberProps {
  readonly member: Member
  readonly places: readonly Place[]
}

export function ChangeMember({ member, places }: ChangeMemberProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [role, setRole] = useState(member.role)
  const [limits, setLimits] = useState(member.limits)
  const { mutate, isPending, error } = useMutation(
    trpc.members.update.mutationOptions({
      onSuccess: async () => {
        toast('Changed. It counts from their next click.')
        // Oneself may be the one whose role was lowered.
        await queryClient.invalidateQueries({ queryKey: trpc.viewer.me.queryKey() })
        await queryClient.invalidateQueries({ queryKey: trpc.members.list.queryKey() })
      },
    }),
  )
  const reach = role === 'owner' ? null : limits
  const isSame = role === member.role && JSON.stringify(reach) === JSON.stringify(member.limits)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ memberId: member.id, role, limits: reach === null ? null : [...reach] })
  }
  return (
    <form className="people-form" onSubmit={submit}>
      <RoleField id={`role-${member.id}`} role={role} onRole={setRole} />
      {role !== 'owner' && <ReachField places={places} limits={limits} onLimits={setLimits} />}
      {error !== null && (
        <p className="problem" role="alert">
          Nothing was changed. {faultOf(error).message}
        </p>
      )}
      <button type="submit" className="btn btn-sm" disabled={isPending || isSame || reach?.length === 0}>
        {isPending ? 'Saving' : 'Save role and reach'}
      </button>
    </form>
  )
}
