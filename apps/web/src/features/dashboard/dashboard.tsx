import type { ScopeRequest } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Camera } from 'lucide-react'
import { memo, useDeferredValue, useMemo } from 'react'
import { useTRPC } from '../../api/client.ts'
import type { Api } from '../../api/client.ts'
import { serverNow } from '../../api/server-clock.ts'
import { dayRange, longDate } from '../../format/dates.ts'
import { zoneNote } from '../../format/zone.ts'
import { rangeInput, searchOf } from '../../search/range.ts'
import type { DashboardSearch } from '../../search/dashboard.ts'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { Moment } from '../../ui/moment.tsx'
import { RangePicker } from '../../ui/range-picker.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { useSame, useSameScope } from '../../ui/use-same.ts'
import { useNow } from '../../ui/use-now.ts'
import { GrowingCard } from './growing-card.tsx'
import { HeatMapCard } from './heat-map.tsx'
import { KeyInsights } from './key-insights.tsx'
import { KpiStrip } from './kpi-strip.tsx'
import { NoThreads } from './no-threads.tsx'
import { PulseCard } from './pulse-card.tsx'
import { TrendCard } from './trend-card.tsx'
import { VoiceShareCard } from './voice-share-card.tsx'
import { WatchlistCard } from './watchlist-card.tsx'
import type { View } from './window.ts'

interface DashboardProps {
  readonly scope: ScopeRequest
  readonly name: string
  readonly search: DashboardSearch
  readonly onSearch: (next: DashboardSearch) => void
  readonly nextRunAt: string | null
}

/** The question a dashboard asks: its scope and its days, and nothing that only decides how it is looked at. */
export const dashboardOf = (trpc: Api['trpc'], scope: ScopeRequest, search: DashboardSearch) => {
  const range = rangeInput(search, serverNow())
  return trpc.analytics.dashboard.queryOptions({ scope, ...(range && { range }) })
}

/** One snapshot of one scope, from top to bottom. The same page serves Brand Analytics and a campaign. */
export function Dashboard({ scope, name, search, onSearch, nextRunAt }: DashboardProps) {
  // Other days keep the ones shown until theirs are here; another scope never does, its boundary is keyed.
  const asked = useDeferredValue(search)
  const { data } = useSuspenseQuery({ ...dashboardOf(useTRPC(), scope, asked), refetchInterval: 300_000 })
  const busy = choiceKey(asked) !== choiceKey(search)
  const choose = useSame(onSearch)
  const same = useSameScope(scope)
  // The cards are drawn anew after the press is answered, and those of another scope never.
  const view = useMemo((): View => ({ scope: same, name, data, search: asked, onSearch: choose }), [same, name, data, asked, choose])
  const now = useNow()
  const threads = data.kpis.find(({ id }) => id === 'threads')?.value ?? 0
  return (
    <div>
      <div className="page-head">
        <div className="page-title">
          <h1 className="truncate">
            <UserText>{name}</UserText>
          </h1>
          <p>
            {dayRange(data.range, now)}
            {zoneNote(data.timeZone)},{' '}
            {data.nothingBefore === null
              ? 'compared with the equally long time before'
              : `with nothing to compare with: no thread was collected before ${longDate(new Date(data.nothingBefore), now)}`}
          </p>
        </div>
        <div className="toolbar">
          <RangePicker search={search} shown={data.range} onChange={(range) => onSearch({ ...withoutRange(search), ...range })} />
          <ExportMenu table="key-figures" input={{ scope, range: searchOf(data.range) }} of="the key figures" />
        </div>
      </div>
      <div className={busy ? 'busy' : undefined} aria-busy={busy}>
        {threads === 0 ? <NoThreads view={view} nextRunAt={nextRunAt} /> : <Cards view={view} />}
      </div>
      <p className="asof">
        <span>
          <Camera className="i i-sm" />
          <span>
            As of <Moment at={data.asOf} />; all cards of this section from one snapshot
          </span>
        </span>
      </p>
    </div>
  )
}

const choiceKey = ({ days, from, to }: DashboardSearch): string => `${days} ${from} ${to}`
const withoutRange = ({ days: _d, from: _f, to: _t, ...rest }: DashboardSearch): DashboardSearch => rest

const Cards = memo(({ view }: { readonly view: View }) => (
  <>
    <KpiStrip view={view} />
    <div className="grid">
      <KeyInsights view={view} />
    </div>
    <div className="grid grid-2">
      <GrowingCard view={view} />
      <HeatMapCard view={view} />
    </div>
    <div className="grid">
      <TrendCard view={view} />
    </div>
    <div className="grid grid-2b">
      <WatchlistCard view={view} />
      <PulseCard view={view} />
    </div>
    <VoiceShareCard view={view} />
  </>
))
