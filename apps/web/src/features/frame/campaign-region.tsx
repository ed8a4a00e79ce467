import type { BrandId, CampaignId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { useMay } from '../../api/may.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { statusWord, timeLeft } from '../../ui/campaign-words.ts'
import { useNow } from '../../ui/use-now.ts'
import { RunFacts, RunNow, ScopeBar } from './scope-bar.tsx'
import { Stale } from '../../ui/stale.tsx'
import { useLiveScope } from './use-live-scope.ts'
import { useRunNow } from './use-run-now.ts'

interface CampaignRegionProps {
  readonly campaignId: CampaignId
  readonly flush?: boolean
  readonly children: ReactNode
}

/** A region of one custom campaign, in the other hue, with the other line and glyph. */
export function CampaignRegion({ campaignId, flush = false, children }: CampaignRegionProps) {
  const scope = { type: 'custom', campaignId } as const
  const { data: campaign } = useSuspenseQuery({ ...useTRPC().campaigns.get.queryOptions({ campaignId }), refetchInterval: 20_000 })
  const { pending, run } = useRunNow(scope)
  const { cutSince, retry } = useLiveScope(scope)
  const now = useNow()
  const state = campaign.status === 'paused' ? 'paused' : (timeLeft(campaign, now) ?? statusWord[campaign.status].toLowerCase())
  return (
    <section className={flush ? 'scope-region flush' : 'scope-region'} data-scope="custom" aria-label="Campaign">
      <ScopeBar
        type="custom"
        system="Campaign"
        name={campaign.name}
        state={state}
        facts={<RunFacts scope={scope} lastRun={campaign.lastRun} nextRunAt={campaign.status === 'active' ? campaign.nextRunAt : null} />}
        action={
          <ForEditors>
            <RunNow pending={pending} onRun={run} />
          </ForEditors>
        }
      />
      <CampaignTabs campaignId={campaignId} />
      <div className="region-body" data-scope={cutSince === null ? undefined : 'none'}>
        {cutSince !== null && <Stale since={cutSince} retry={retry} />}
        {flush ? children : <div className="page">{children}</div>}
      </div>
    </section>
  )
}

const exactly = { exact: true, includeSearch: false }
const within = { includeSearch: false }

/** The campaign's own pages: in the sidebar it is one line, so they stand under its bar. */
const CampaignTabs = ({ campaignId }: Pick<CampaignRegionProps, 'campaignId'>) => (
  <nav className="tabs region-tabs" aria-label="Campaign">
    <Link to="/campaigns/$campaignId" params={{ campaignId }} activeOptions={exactly}>
      Dashboard
    </Link>
    <Link to="/campaigns/$campaignId/threads" params={{ campaignId }} activeOptions={within}>
      Threads
    </Link>
    <Link to="/campaigns/$campaignId/insights" params={{ campaignId }} activeOptions={within}>
      Insights
    </Link>
    <Link to="/campaigns/$campaignId/pain-points" params={{ campaignId }} activeOptions={within}>
      Pain points
    </Link>
    <Link to="/campaigns/$campaignId/communities" params={{ campaignId }} activeOptions={within}>
      Communities
    </Link>
    <Link to="/campaigns/$campaignId/voices" params={{ campaignId }} activeOptions={within}>
      Voices
    </Link>
    <Link to="/campaigns/$campaignId/runs" params={{ campaignId }} activeOptions={within}>
      Runs
    </Link>
    <ForEditors>
      <Link to="/campaigns/$campaignId/import" params={{ campaignId }} activeOptions={within}>
        Import
      </Link>
      <Link to="/campaigns/$campaignId/edit" params={{ campaignId }} activeOptions={within}>
        Edit
      </Link>
    </ForEditors>
  </nav>
)

interface CampaignsRegionProps {
  readonly brandId: BrandId
  readonly brandName: string
  readonly adding?: boolean
  readonly children: ReactNode
}

/** Campaign Analytics: the campaigns of a brand, each on its own row. */
export function CampaignsRegion({ brandId, brandName, adding = false, children }: CampaignsRegionProps) {
  const { edit, enterBrand } = useMay()
  return (
    <section className="scope-region" data-scope="custom" aria-label="Campaign Analytics">
      <ScopeBar
        type="custom"
        system="Campaign Analytics"
        name={brandName}
        state={adding ? 'a new campaign' : 'each campaign on its own row'}
        action={
          adding || !edit || !enterBrand(brandId) ? undefined : (
            <Link to="/brands/$brandId/campaigns/new" params={{ brandId }} className="btn btn-sm btn-scope">
              <Plus className="i i-xs" />
              New campaign
            </Link>
          )
        }
      />
      <div className="page">{children}</div>
    </section>
  )
}
