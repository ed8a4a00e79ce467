import type { Campaign } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTRPC } from '../../api/client.ts'
import { omit } from '../../search/objects.ts'
import { toast } from '../../ui/toasts.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { draftOf, ownZone } from './draft.ts'

/** Sends the revision the form began with: who saves later is told, and overwrites nothing. */
export function EditCampaign({ campaign }: { readonly campaign: Campaign }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const campaignId = campaign.id
  const { mutate, isPending, error } = useMutation(
    trpc.campaigns.update.mutationOptions({
      onSuccess: async (changed) => {
        queryClient.setQueryData(trpc.campaigns.get.queryKey({ campaignId }), changed)
        await queryClient.invalidateQueries({ queryKey: trpc.campaigns.list.queryKey({ brandId: changed.brandId }) })
        toast('Saved. The change applies from the next run; what was collected before stays as it is.')
        await navigate({ to: '/campaigns/$campaignId', params: { campaignId } })
      },
    }),
  )
  return (
    <CampaignForm
      brandId={campaign.brandId}
      initial={draftOf(campaign, ownZone())}
      submitLabel="Save changes"
      pending={isPending}
      error={error}
      onSubmit={(fields) => mutate({ campaignId, revision: campaign.revision, ...omit(fields, 'brandId') })}
      cancel={
        <Link to="/campaigns/$campaignId" params={{ campaignId }} className="btn btn-ghost">
          Discard
        </Link>
      }
    />
  )
}
