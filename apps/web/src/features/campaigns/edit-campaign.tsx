import type { Campaign } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTRPC } from '../../api/client.ts'
import { omit } from '../../search/objects.ts'
import { SaveFailed } from '../../ui/save-failed.tsx'
import { toast } from '../../ui/toasts.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { draftOf, ownZone } from './draft.ts'

/** Sends the revision the form began with: who saves later is told, and overwrites nothing. */
export function EditCampaign({ campaign }: { readonly campaign: Campaign }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const campaignId = campaign.id
  // The page reads the campaign again every few seconds: what is sent is the revision that the form was filled from.
  const [base, setBase] = useState(campaign)
  const { mutate, isPending, error, reset, variables } = useMutation(
    trpc.campaigns.update.mutationOptions({
      onSuccess: async (changed) => {
        queryClient.setQueryData(trpc.campaigns.get.queryKey({ campaignId }), changed)
        await queryClient.invalidateQueries({ queryKey: trpc.campaigns.list.queryKey({ brandId: changed.brandId }) })
        toast('Saved. The change applies from the next run; what was collected before stays as it is.')
        await navigate({ to: '/campaigns/$campaignId', params: { campaignId } })
      },
    }),
  )
  const readAgain = () => queryClient.fetchQuery({ ...trpc.campaigns.get.queryOptions({ campaignId }), staleTime: 0 })
  const takeTheirs = async () => {
    setBase(await readAgain())
    reset()
  }
  const saveMine = async () => {
    const { revision } = await readAgain()
    if (variables !== undefined) mutate({ ...variables, revision })
  }
  return (
    <CampaignForm
      key={base.revision}
      brandId={campaign.brandId}
      campaignId={campaignId}
      initial={draftOf(base, ownZone())}
      submitLabel="Save changes"
      pending={isPending}
      failure={
        error !== null && (
          <SaveFailed error={error} onTheirs={() => void takeTheirs().catch(() => undefined)} onMine={() => void saveMine().catch(() => undefined)} />
        )
      }
      onSubmit={(fields) => mutate({ campaignId, revision: base.revision, ...omit(fields, 'brandId') })}
      cancel={
        <Link to="/campaigns/$campaignId" params={{ campaignId }} className="btn btn-ghost">
          Discard
        </Link>
      }
    />
  )
}
