import type { Member } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { CopyOnce } from '../../ui/copy-once.tsx'

/** For somebody who lost their password, or has none. */
export function MemberLinks({ member }: { readonly member: Member }) {
  const { mutate, data, variables, reset, error, isPending } = useMutation(useTRPC().members.link.mutationOptions())
  if (data !== undefined)
    return (
      <CopyOnce
        id={`link-${member.id}`}
        label={
          variables?.purpose === 'password'
            ? 'A link to choose a new password. It works once, for an hour, and ends all their sessions.'
            : 'A link to sign in. It works once, for an hour.'
        }
        text={location.origin + data.path}
        onDone={reset}
      />
    )
  return (
    <div className="people-form">
      <span className="people-label">A link for them</span>
      <div className="toolbar">
        <button type="button" className="btn btn-sm" disabled={isPending} onClick={() => mutate({ memberId: member.id, purpose: 'sign-in' })}>
          To sign in
        </button>
        <button type="button" className="btn btn-sm" disabled={isPending} onClick={() => mutate({ memberId: member.id, purpose: 'password' })}>
          To choose a password
        </button>
      </div>
      {error !== null && (
        <p className="problem" role="alert">
          No link was made. {faultOf(error).message}
        </p>
      )}
    </div>
  )
}
