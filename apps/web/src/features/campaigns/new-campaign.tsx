import type { Brand } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTRPC } from '../../api/client.ts'
import { NotSaved } from '../../ui/save-failed.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useKept } from '../../ui/use-kept.ts'
import { CampaignForm } from './campaign-form.tsx'
import { emptyDraft, ownZone } from './draft.ts'

export function NewCampaign({ brand }: { readonly brand: Brand }) {
  const brandId = brand.id
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useKept(`new campaign ${brandId}`, { revision: 0, draft: emptyDraft(ownZone(), brand.sources) })
  const { mutate, isPending, error } = useMutation(
    trpc.campaigns.create.mutationOptions({
      onSuccess: async (campaign) => {
        form.forget()
        await queryClient.invalidateQueries({ queryKey: trpc.campaigns.list.pathKey() })
        toast('The campaign is made. Nothing it finds is mixed into Brand Analytics.')
        await navigate({ to: '/campaigns/$campaignId', params: { campaignId: campaign.id } })
      },
    }),
  )
  return (
    <CampaignForm
      brandId={brandId}
      form={form}
      submitLabel="Make the campaign"
      pending={isPending}
      failure={error !== null && <NotSaved error={error} />}
      onSubmit={(fields) => mutate(fields)}
      cancel={
        <Link to="/brands/$brandId/campaigns" params={{ brandId }} className="btn btn-ghost" onClick={form.forget}>
          Discard
        </Link>
      }
    />
  )
}
