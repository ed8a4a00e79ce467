import type { ScopeRequest } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAsk } from '../../api/client.ts'
import { Field } from '../../ui/field.tsx'
import { NotSaved } from '../../ui/save-failed.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'

const isAddress = (given: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(given)

/** Asks of one post, by its address or its text, why it is a thread here or is not. */
export function AskWhy({ scope }: { readonly scope: ScopeRequest }) {
  const { client } = useAsk()
  const [given, setGiven] = useState('')
  const ask = useMutation({
    mutationFn: (text: string) => client.threads.why.query({ scope, ...(isAddress(text) ? { url: text } : { text }) }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (given.trim() !== '') ask.mutate(given.trim())
  }
  return (
    <form className="card-body ask-why" onSubmit={submit}>
      <Field id="ask-why" label="Why is a post here, or not?" hint="its address, or its text">
        <div className="choices-act">
          <input
            id="ask-why"
            className="box"
            maxLength={20_000}
            value={given}
            placeholder="https://www.reddit.com/r/…"
            onChange={({ target }) => setGiven(target.value)}
          />
          <button type="submit" className="btn" disabled={ask.isPending || given.trim() === ''}>
            {ask.isPending ? 'Looking' : 'Ask'}
          </button>
        </div>
      </Field>
      {ask.isError && <NotSaved error={ask.error} />}
      {ask.data !== undefined && (
        <p role="status">
          <UserText>{ask.data.words}</UserText>{' '}
          {ask.data.stored !== null && (
            <ThreadsLink scope={scope} search={{ thread: ask.data.stored.threadId }} className="link">
              Open the thread
            </ThreadsLink>
          )}
        </p>
      )}
    </form>
  )
}
