import type { Campaign } from '@echoscope/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Pause, Pencil, Play } from 'lucide-react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { coming, longDate } from '../../format/dates.ts'
import { dayShown } from '../../format/zone.ts'
import { scheduleWords } from '../../format/schedule.ts'
import { timeLeft } from '../../ui/campaign-words.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { Moment } from '../../ui/moment.tsx'
import { platformName } from '../../ui/platform-mark.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UserText } from '../../ui/user-text.tsx'
import { StatusBadge } from './campaign-row.tsx'

/** What the campaign looks for, where and when, and what can be done with it. */
export function CampaignFacts({ campaign }: { readonly campaign: Campaign }) {
  const now = useNow()
  return (
    <section className="card facts" aria-label="Query and schedule">
      <dl>
        <div>
          <dt>{campaign.query === null ? 'Keywords' : 'Query'}</dt>
          <dd className="chips">
            {campaign.query === null ? <Words words={campaign.keywords} none="none" /> : <UserText className="mono">{campaign.query}</UserText>}
            {campaign.excludeKeywords.length > 0 && <span className="muted">without</span>}
            <Words words={campaign.excludeKeywords} none="" />
          </dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd className="chips">
            <Words words={campaign.sources.map(platformName)} none="imports only" />
            {campaign.communities.length > 0 && <span className="muted">in</span>}
            <Words words={campaign.communities} none="" />
          </dd>
        </div>
        <div>
          <dt>When</dt>
          <dd>
            {campaign.schedule === null ? 'Runs by hand' : scheduleWords(campaign.schedule)}
            <small>
              {campaign.nextRunAt !== null && campaign.status === 'active' ? (
                <>
                  next <Moment at={campaign.nextRunAt} write={coming} />
                </>
              ) : (
                'no run is due'
              )}
            </small>
          </dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>
            <StatusBadge status={campaign.status} />
            <small>
              since {longDate(new Date(campaign.startsAt ?? dayShown(new Date(campaign.createdAt))))}, {timeLeft(campaign, now) ?? 'no end'}
            </small>
          </dd>
        </div>
      </dl>
      <ForEditors>
        <Actions campaign={campaign} />
      </ForEditors>
    </section>
  )
}

const Words = ({ words, none }: { readonly words: readonly string[]; readonly none: string }) =>
  words.length === 0
    ? none !== '' && <span className="muted">{none}</span>
    : words.map((word) => (
        <span key={word} className="chip">
          <UserText className="truncate">{word}</UserText>
        </span>
      ))

function Actions({ campaign }: { readonly campaign: Campaign }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const campaignId = campaign.id
  const told = (text: string) => ({
    onSuccess: async () => {
      toast(text)
      await queryClient.invalidateQueries({ queryKey: trpc.campaigns.pathKey() })
    },
    onError: (error: unknown) => toast(`Nothing was changed. ${faultOf(error).message}`),
  })
  const pause = useMutation(trpc.campaigns.pause.mutationOptions(told('Paused. What was collected stays.')))
  const resume = useMutation(trpc.campaigns.resume.mutationOptions(told('Active again.')))
  const complete = useMutation(trpc.campaigns.complete.mutationOptions(told('Completed. What was collected stays.')))
  const busy = pause.isPending || resume.isPending || complete.isPending
  return (
    <div className="toolbar">
      <Link to="/campaigns/$campaignId/edit" params={{ campaignId }} className="btn btn-sm">
        <Pencil className="i i-xs" />
        Edit
      </Link>
      {campaign.status === 'active' ? (
        <button type="button" className="btn btn-sm" disabled={busy} onClick={() => pause.mutate({ campaignId })}>
          <Pause className="i i-xs" />
          Pause
        </button>
      ) : (
        <button type="button" className="btn btn-sm" disabled={busy} onClick={() => resume.mutate({ campaignId })}>
          <Play className="i i-xs" />
          Resume
        </button>
      )}
      {campaign.status !== 'completed' && (
        <button type="button" className="btn btn-sm" disabled={busy} onClick={() => complete.mutate({ campaignId })}>
          <CircleCheck className="i i-xs" />
          Complete
        </button>
      )}
    </div>
  )
}
