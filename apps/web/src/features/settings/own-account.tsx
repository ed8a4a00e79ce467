import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.tsx'

/** The address and password to sign in with. The password there is so far is asked for, should somebody else sit at this browser. */
export function OwnAccount() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data: viewer } = useSuspenseQuery(trpc.viewer.me.queryOptions())
  const [email, setEmail] = useState(viewer.member?.email ?? '')
  const [password, setPassword] = useState('')
  const [currentPassword, setCurrentPassword] = useState('')
  const { mutate, isPending, error } = useMutation(
    trpc.account.update.mutationOptions({
      onSuccess: async ({ fields }) => {
        setPassword('')
        setCurrentPassword('')
        toast(fields.includes('password') ? 'Saved. Your other sessions are over.' : 'Saved.')
        await queryClient.invalidateQueries({ queryKey: trpc.viewer.me.queryKey() })
        await queryClient.invalidateQueries({ queryKey: trpc.sessions.list.queryKey() })
      },
    }),
  )
  if (viewer.member === null) return null
  const { hasPassword } = viewer.member
  const newEmail = email.trim() !== '' && email.trim().toLowerCase() !== viewer.member.email
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({
      ...(newEmail ? { email } : {}),
      ...(password === '' ? {} : { password }),
      ...(hasPassword ? { currentPassword } : {}),
    })
  }
  return (
    <section className="card" aria-labelledby="account">
      <div className="card-head">
        <div>
          <h2 id="account">Your account</h2>
          <p>{hasPassword ? 'A new password ends all your other sessions.' : 'With an address and a password you can sign in without a link.'}</p>
        </div>
      </div>
      <form className="privacy-form" onSubmit={submit}>
        <Field id="own-email" label="E-mail address" problem={error === null ? undefined : `Nothing was saved. ${faultOf(error).message}`}>
          <input
            className="box"
            id="own-email"
            type="email"
            autoComplete="username"
            maxLength={254}
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
        </Field>
        <Field id="own-password" label="New password" hint="at least 12 characters">
          <input
            className="box"
            id="own-password"
            type="password"
            autoComplete="new-password"
            minLength={12}
            maxLength={200}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </Field>
        {hasPassword && (
          <Field id="own-current" label="Your password so far">
            <input
              className="box"
              id="own-current"
              type="password"
              autoComplete="current-password"
              maxLength={200}
              value={currentPassword}
              onChange={({ target }) => setCurrentPassword(target.value)}
            />
          </Field>
        )}
        <button type="submit" className="btn" disabled={isPending || (!newEmail && password === '') || (hasPassword && currentPassword === '')}>
          {isPending ? 'Saving' : 'Save'}
        </button>
      </form>
    </section>
  )
}
