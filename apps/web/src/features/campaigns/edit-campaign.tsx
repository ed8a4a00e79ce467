import type { Campaign } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTRPC } from '../../api/client.ts'
import { omit } from '../../search/objects.ts'
import { SaveFailed } from '../../ui/save-failed.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useConflict } from '../../ui/use-conflict.ts'
import { useKept } from '../../ui/use-kept.ts'
import type { Version } from '../../ui/use-kept.ts'
import { CampaignForm } from './campaign-form.tsx'
import { check, draftOf, ownZone } from './draft.ts'
import type { Draft } from './draft.ts'
import { fieldWords } from './field-words.ts'

const versionOf = (campaign: Campaign): Version<Draft> => ({ revision: campaign.revision, draft: draftOf(campaign, ownZone()) })

/** Sends the revision the form began with: who saves later is told, and overwrites nothing. */
export function EditCampaign({ campaign }: { readonly campaign: Campaign }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { id: campaignId, brandId } = campaign
  const form = useKept(`campaign ${campaignId}`, versionOf(campaign))
  // Fields that hold something half typed begin anew with another version.
  const [turn, setTurn] = useState(0)
  const { mutate, isPending, error, reset } = useMutation(
    trpc.campaigns.update.mutationOptions({
      onSuccess: async (changed) => {
        form.forget()
        queryClient.setQueryData(trpc.campaigns.get.queryKey({ campaignId }), changed)
        await queryClient.invalidateQueries({ queryKey: trpc.campaigns.list.pathKey() })
        toast('Saved. The change applies from the next run; what was collected before stays as it is.')
        await navigate({ to: '/campaigns/$campaignId', params: { campaignId } })
      },
      onError: (failed) => conflict.onError(failed),
    }),
  )
  const readAgain = async () => versionOf(await queryClient.fetchQuery({ ...trpc.campaigns.get.queryOptions({ campaignId }), staleTime: 0 }))
  const send = ({ revision, draft }: Version<Draft>) => {
    const { fields } = check(draft, brandId)
    if (fields !== null) mutate({ campaignId, revision, ...omit(fields, 'brandId') })
  }
  const conflict = useConflict({ form, readAgain, send })
  const takeTheirs = async () => {
    await readAgain()
    form.forget()
    conflict.over()
    reset()
    setTurn((now) => now + 1)
  }
  return (
    <CampaignForm
      key={turn}
      brandId={brandId}
      campaignId={campaignId}
      form={form}
      submitLabel="Save changes"
      pending={isPending}
      failure={
        error !== null && (
          <SaveFailed
            error={error}
            differing={conflict.differing?.map((one) => fieldWords(one)) ?? null}
            onTheirs={() => void takeTheirs().catch(() => undefined)}
            onMine={conflict.onMine}
            onBoth={conflict.onBoth}
          />
        )
      }
      onSubmit={() => send(form)}
      cancel={
        <Link to="/campaigns/$campaignId" params={{ campaignId }} className="btn btn-ghost" onClick={form.forget}>
          Discard
        </Link>
      }
    />
  )
}
