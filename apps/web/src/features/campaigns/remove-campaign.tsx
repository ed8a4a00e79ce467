import type { Campaign } from '@echoscope/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { counted } from '../../format/numbers.ts'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { UserText } from '../../ui/user-text.tsx'

/** Cannot be undone, so it says what goes and asks for the name. */
export function RemoveCampaign({ campaign }: { readonly campaign: Campaign }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const { id: campaignId, brandId, name } = campaign
  const threads = useQuery(trpc.threads.list.queryOptions({ scope: { type: 'custom', campaignId }, limit: 1 }))
  const { mutate, isPending, error } = useMutation(
    trpc.campaigns.remove.mutationOptions({
      onSuccess: async () => {
        toast('The campaign and everything collected for it are gone.')
        // Before another page is drawn, so that it is listed nowhere there.
        await Promise.all([trpc.campaigns.list.pathKey(), trpc.analytics.campaigns.pathKey()].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
        await navigate({ to: '/brands/$brandId/campaigns', params: { brandId } })
        queryClient.removeQueries({ queryKey: trpc.campaigns.get.queryKey({ campaignId }) })
      },
    }),
  )
  const total = threads.data?.total
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === name) mutate({ campaignId })
  }
  return (
    <section className="card" aria-labelledby="remove">
      <div className="card-head">
        <div>
          <h2 id="remove">Remove the campaign</h2>
          <p>
            Gone for good: {total === undefined ? 'its threads' : counted(total, 'thread')} with their status, notes and corrections, its communities, pain
            points, voices and runs. Brand Analytics and other campaigns keep theirs. To keep them, complete the campaign instead.
          </p>
        </div>
      </div>
      <form className="card-body" onSubmit={submit}>
        <Field
          id="remove-name"
          label="Write its name to remove it"
          hint={<UserText className="truncate">{name}</UserText>}
          problem={error === null ? undefined : `Nothing was removed. ${faultOf(error).message}`}
        >
          <input
            className="box"
            id="remove-name"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <div className="toolbar form-end">
          <button type="submit" className="btn tone-danger" disabled={isPending || typed.trim() !== name}>
            {isPending ? 'Removing' : 'Remove it for good'}
          </button>
        </div>
      </form>
    </section>
  )
}
