import type { Member } from '@echoscope/domain'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { counted } from '../../format/numbers.ts'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface RemoveMemberProps {
  readonly member: Member
  readonly isSelf: boolean
}

/** Says what goes with them, their keys above all: a script may stop. */
export function RemoveMember({ member: { id: memberId, name, email }, isSelf }: RemoveMemberProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState('')
  const { data: keys } = useSuspenseQuery(trpc.keys.list.queryOptions())
  const theirs = keys.items.filter(({ madeBy, revokedAt }) => madeBy?.memberId === memberId && revokedAt === null)
  const word = email ?? name
  const { mutate, isPending, error } = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: async () => {
        toast(`${name} is no member any more.`)
        if (isSelf) return queryClient.invalidateQueries()
        await queryClient.invalidateQueries({ queryKey: trpc.keys.list.queryKey() })
        await queryClient.invalidateQueries({ queryKey: trpc.members.list.queryKey() })
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === word) mutate({ memberId })
  }
  return (
    <form className="people-form" onSubmit={submit}>
      <p>
        Removing {isSelf ? 'yourself' : 'them'} ends every session and link
        {theirs.length > 0 && (
          <>
            {' '}
            and revokes {counted(theirs.length, 'API key')} they made: <UserText>{theirs.map((key) => key.name).join(', ')}</UserText>
          </>
        )}
        . What was done stays as it is, and in the audit log.
      </p>
      <Field
        id={`remove-${memberId}`}
        label={`Write ${email === null ? 'the name' : 'the address'} to remove ${isSelf ? 'yourself' : 'them'}`}
        hint={<UserText className="truncate">{word}</UserText>}
        problem={error === null ? undefined : `Nobody was removed. ${faultOf(error).message}`}
      >
        <input
          className="box"
          id={`remove-${memberId}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <button type="submit" className="btn btn-sm tone-danger" disabled={isPending || typed.trim() !== word}>
        {isPending ? 'Removing' : 'Remove from the workspace'}
      </button>
    </form>
  )
}
