import type { BrandId, CampaignAnalytics as CampaignAnalyticsPage } from '@echoscope/domain'
import { infiniteQueryOptions, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Camera, Flag, Plus } from 'lucide-react'
import { memo, useDeferredValue, useMemo } from 'react'
import { useAsk } from '../../api/client.ts'
import type { Api } from '../../api/client.ts'
import { useMay } from '../../api/may.ts'
import { serverNow } from '../../api/server-clock.ts'
import { count } from '../../format/numbers.ts'
import { compact } from '../../search/objects.ts'
import { rangeInput, searchOf } from '../../search/range.ts'
import type { CampaignsSearch } from '../../search/campaigns.ts'
import { Empty } from '../../ui/empty.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { Moment } from '../../ui/moment.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { useSame } from '../../ui/use-same.ts'
import { CampaignRowLine } from './campaign-row.tsx'
import { Findings } from './findings.tsx'

interface CampaignAnalyticsProps {
  readonly brandId: BrandId
  readonly search: CampaignsSearch
  /** Looks for campaigns by name, on the page that holds them all; elsewhere only the first of them stand. */
  readonly onFind?: (find: string) => void
}

/** The question behind the rows, page by page. */
export function campaignAnalyticsOf({ client, trpc }: Pick<Api, 'client' | 'trpc'>, brandId: BrandId, search: CampaignsSearch) {
  const range = rangeInput(search, serverNow())
  const input = { brandId, ...(range && { range }), ...(search.find !== undefined && { text: search.find }) }
  return infiniteQueryOptions({
    queryKey: trpc.analytics.campaigns.infiniteQueryKey(input),
    queryFn: ({ pageParam, signal }): Promise<CampaignAnalyticsPage> =>
      client.analytics.campaigns.query({ ...input, ...(pageParam !== null && { cursor: pageParam }) }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}
const firstPage: string | null = null

/** Custom campaigns alone, each read in its own scope and standing in its own row: nothing here is added up across scopes. */
export function CampaignAnalytics({ brandId, search, onFind }: CampaignAnalyticsProps) {
  const { days, from, to, find } = useDeferredValue(search)
  const asked = useMemo(() => compact({ days, from, to, find }), [days, from, to, find])
  const look = useSame(onFind ?? nowhere)
  return <Analytics brandId={brandId} search={asked} {...(onFind !== undefined && { onFind: look })} />
}
const nowhere = (): void => undefined

/** Drawn anew for other days alone, whatever else the address says of the page. */
const Analytics = memo(({ brandId, search, onFind }: CampaignAnalyticsProps) => {
  const asked = useSuspenseInfiniteQuery({ ...campaignAnalyticsOf(useAsk(), brandId, search), refetchInterval: 60_000 })
  const [first] = asked.data.pages
  const campaigns = asked.data.pages.flatMap((page) => page.campaigns)
  if (first === undefined || first.totals.total === 0) return <NoCampaigns brandId={brandId} />
  const { totals, insights, range } = first
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
          <ExportMenu
            table="campaigns"
            input={{ brandId, range: searchOf(range), ...(search.find !== undefined && { text: search.find }) }}
            of="the campaigns"
          />
        </div>
        {onFind !== undefined && (totals.total > campaigns.length || search.find !== undefined) && (
          <div className="camp-find">
            <SearchBox id="find-campaign" label="Find a campaign" placeholder="Find a campaign by its name" text={search.find ?? ''} onText={onFind} />
          </div>
        )}
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
            <CampaignRowLine key={campaign.id} campaign={campaign} search={search} range={range} />
          ))}
        </ol>
        {campaigns.length === 0 && <p className="muted camp-none">No campaign is called that.</p>}
        {asked.hasNextPage && <More all={totals.total} brandId={brandId} {...(onFind !== undefined && { asked })} />}
      </section>
      {insights.length > 0 && <Findings insights={insights} campaigns={campaigns} range={range} />}
      <p className="asof">
        <span>
          <Camera className="i i-sm" />
          <span>
            As of <Moment at={first.asOf} />; each campaign from a snapshot of its own scope
          </span>
        </span>
      </p>
    </>
  )
})

interface MoreProps {
  readonly all: number
  readonly brandId: BrandId
  readonly asked?: { readonly isFetchingNextPage: boolean; readonly fetchNextPage: () => Promise<unknown> }
}
/** The way to those that are not here yet. */
const More = ({ all, brandId, asked }: MoreProps) => (
  <div className="camp-more">
    {asked === undefined ? (
      <Link to="/brands/$brandId/campaigns" params={{ brandId }} className="btn btn-sm">
        All {count(all)} campaigns
      </Link>
    ) : (
      <button type="button" className="btn btn-sm" disabled={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
        {asked.isFetchingNextPage ? 'Reading' : 'Show more'}
      </button>
    )}
  </div>
)

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
