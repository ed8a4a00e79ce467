import type { Erasure } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserX } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useAsk } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { Confirming } from './confirming.tsx'

/** Asked for, counted, and only then confirmed: an erasure cannot be taken back. */
export function Erasing() {
  const { client, trpc } = useAsk()
  const queryClient = useQueryClient()
  const [platform, setPlatform] = useState('reddit')
  const [username, setUsername] = useState('')
  const [previewed, setPreviewed] = useState<Erasure | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.erasure.list.queryKey() })
  const counting = useMutation({
    mutationFn: async () => {
      const { id } = await client.erasure.request.mutate({ platform: platform.trim(), username: username.trim() })
      return client.erasure.preview.mutate({ erasureId: id })
    },
    onSuccess: async (erasure) => {
      setPreviewed(erasure)
      await refresh()
    },
  })
  const erasing = useMutation(
    trpc.erasure.confirm.mutationOptions({
      onSuccess: async () => {
        setPreviewed(null)
        setUsername('')
        toast('Erased. No later run or import stores this author again.')
        // Every number of every scope may have changed.
        await queryClient.invalidateQueries()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    counting.mutate()
  }
  return (
    <section className="card" aria-labelledby="erase-author">
      <div className="card-head">
        <div>
          <h2 id="erase-author">Erase an author</h2>
          <p>The author’s threads leave every scope of this workspace, and no later run or import brings them back. What others wrote stays.</p>
        </div>
      </div>
      {previewed === null ? (
        <form className="privacy-form" onSubmit={submit}>
          <Field id="erase-platform" label="Platform" hint="as its threads show it">
            <input
              className="box"
              id="erase-platform"
              list="erase-platforms"
              required
              maxLength={200}
              value={platform}
              onChange={(event) => setPlatform(event.target.value)}
            />
            <datalist id="erase-platforms">
              <option value="reddit">Reddit</option>
              <option value="hacker-news">Hacker News</option>
            </datalist>
          </Field>
          <Field id="erase-name" label="Name of the author" problem={counting.error === null ? undefined : faultOf(counting.error).message}>
            <input
              className="box"
              id="erase-name"
              dir="auto"
              required
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
          </Field>
          <button type="submit" className="btn" disabled={counting.isPending || username.trim() === '' || platform.trim() === ''}>
            <UserX className="i i-xs" />
            {counting.isPending ? 'Counting' : 'Count what would go'}
          </button>
        </form>
      ) : (
        <Confirming
          erasure={previewed}
          pending={erasing.isPending}
          problem={erasing.error === null ? undefined : faultOf(erasing.error).message}
          onConfirm={(name) => erasing.mutate({ erasureId: previewed.id, username: name })}
          onCancel={() => setPreviewed(null)}
        />
      )}
    </section>
  )
}
