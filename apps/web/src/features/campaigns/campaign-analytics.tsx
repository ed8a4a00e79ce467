import type { BrandId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Camera, Flag, Plus } from 'lucide-react'
import { memo, useDeferredValue, useMemo } from 'react'
import { useTRPC } from '../../api/client.ts'
import type { Api } from '../../api/client.ts'
import { useMay } from '../../api/may.ts'
import { count } from '../../format/numbers.ts'
import { compact } from '../../search/objects.ts'
import { rangeInput, searchOf } from '../../search/range.ts'
import type { RangeSearch } from '../../search/range.ts'
import { Empty } from '../../ui/empty.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { Moment } from '../../ui/moment.tsx'
import { CampaignRowLine } from './campaign-row.tsx'
import { Findings } from './findings.tsx'

interface CampaignAnalyticsProps {
  readonly brandId: BrandId
  readonly search: RangeSearch
}

export const campaignAnalyticsOf = (trpc: Api['trpc'], brandId: BrandId, search: RangeSearch) => {
  const range = rangeInput(search, new Date())
  return trpc.analytics.campaigns.queryOptions({ brandId, ...(range && { range }) })
}

/** Custom campaigns alone, each read in its own scope and standing in its own row: nothing here is added up across scopes. */
export function CampaignAnalytics({ brandId, search }: CampaignAnalyticsProps) {
  const { days, from, to } = useDeferredValue(search)
  const asked = useMemo(() => compact({ days, from, to }), [days, from, to])
  return <Analytics brandId={brandId} search={asked} />
}

/** Drawn anew for other days alone, whatever else the address says of the page. */
const Analytics = memo(({ brandId, search }: CampaignAnalyticsProps) => {
  const { data } = useSuspenseQuery({ ...campaignAnalyticsOf(useTRPC(), brandId, search), refetchInterval: 60_000 })
  const { campaigns, totals, insights } = data
  if (campaigns.length === 0) return <NoCampaigns brandId={brandId} />
  return (
    <>
      <section className="card" aria-labelledby="campaigns">
        <div className="card-head">
          <div className="grow">
            <h2 id="campaigns">Campaigns</h2>
            <p>Same days. A thread may belong to several campaigns, so the rows are not added up.</p>
          </div>
          <div className="totals">
            <Total of={totals.total} word={totals.total === 1 ? 'campaign' : 'campaigns'} />
            <Total of={totals.active} word="active" />
            <Total of={totals.paused} word="paused" />
            <Total of={totals.completed} word="completed" />
          </div>
          <ExportMenu table="campaigns" input={{ brandId, range: searchOf(data.range) }} of="the campaigns" />
        </div>
        <div className="camp-head" aria-hidden="true">
          <span>Campaign</span>
          <span>Status</span>
          <span className="num">Threads</span>
          <span className="num">Positivity</span>
          <span>Threads a day</span>
          <span>Next run</span>
          <span />
        </div>
        <ol>
          {campaigns.map((campaign) => (
            <CampaignRowLine key={campaign.id} campaign={campaign} search={search} range={data.range} />
          ))}
        </ol>
      </section>
      {insights.length > 0 && <Findings insights={insights} campaigns={campaigns} range={data.range} />}
      <p className="asof">
        <span>
          <Camera className="i i-sm" />
          <span>
            As of <Moment at={data.asOf} />; each campaign from a snapshot of its own scope
          </span>
        </span>
      </p>
    </>
  )
})

const Total = ({ of, word }: { readonly of: number; readonly word: string }) => (
  <div>
    <b>{count(of)}</b>
    {word}
  </div>
)

function NoCampaigns({ brandId }: { readonly brandId: BrandId }) {
  const { edit, enterBrand } = useMay()
  return (
    <div className="card">
      <Empty
        icon={Flag}
        title="No campaigns yet"
        next={
          edit &&
          enterBrand(brandId) && (
            <Link to="/brands/$brandId/campaigns/new" params={{ brandId }} className="btn btn-scope">
              <Plus className="i i-xs" />
              New campaign
            </Link>
          )
        }
      >
        A campaign follows its own words, in its own places, on its own schedule. Nothing it finds is mixed into Brand Analytics.
      </Empty>
    </div>
  )
}
