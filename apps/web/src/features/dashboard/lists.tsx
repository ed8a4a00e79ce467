import { dayMs, dayString, startOfDay } from '@echoscope/domain'
import type { ScopeRequest } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { dayRange } from '../../format/dates.ts'
import { counted } from '../../format/numbers.ts'
import type { VoiceSort, WatchSort } from '../../search/dashboard.ts'
import { rangeInput } from '../../search/range.ts'
import type { RangeSearch } from '../../search/range.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { RangePicker } from '../../ui/range-picker.tsx'
import { useNow } from '../../ui/use-now.ts'
import { CommunityTable } from './community-table.tsx'
import { GrowthList } from './growth-list.tsx'
import { PainPointChoices } from './pain-point-choices.tsx'
import { VoiceTable } from './voice-table.tsx'

export interface ListSearch extends RangeSearch {
  readonly watch?: WatchSort
  readonly voices?: VoiceSort
}
interface ListProps {
  readonly scope: ScopeRequest
  readonly search: ListSearch
  readonly onSearch: (next: ListSearch) => void
}

const most = 500

/** The days shown, as the API would choose them, so that each row opens the threads it counted. */
function useWindow(search: RangeSearch) {
  const now = useNow()
  const end = startOfDay(now).getTime() + dayMs
  const range = rangeInput(search, now) ?? { from: dayString(new Date(end - 30 * dayMs)), to: dayString(new Date(end)) }
  return { range, words: dayRange(range, now) }
}

interface ListPageProps extends ListProps {
  readonly title: string
  readonly summary: string
  readonly range: { readonly from: string; readonly to: string }
  readonly empty: string | null
  readonly children: ReactNode
}
const ListPage = ({ title, summary, range, search, onSearch, empty, children }: ListPageProps) => (
  <>
    <div className="page-head">
      <div className="page-title">
        <h1>{title}</h1>
        <p>{summary}</p>
      </div>
      <div className="toolbar">
        <RangePicker
          search={search}
          shown={range}
          onChange={(next) => {
            const { days: _d, from: _f, to: _t, ...rest } = search
            onSearch({ ...rest, ...next })
          }}
        />
      </div>
    </div>
    <section className="card" aria-label={title}>
      <div className="card-body list-body">{empty === null ? children : <p className="muted">{empty}</p>}</div>
    </section>
  </>
)

export function PainPointList(props: ListProps) {
  const { range, words } = useWindow(useDeferredValue(props.search))
  const { data } = useSuspenseQuery(useTRPC().analytics.painPoints.queryOptions({ scope: props.scope, range, order: 'volume', limit: most }))
  return (
    <ListPage
      {...props}
      range={range}
      title="Pain points"
      summary={`${counted(data.items.length, 'pain point')}, by mentions, ${words}`}
      empty={data.items.length === 0 ? 'No pain point is marked in the threads of these days.' : null}
    >
      <GrowthList view={{ scope: props.scope, data: { range } }} painPoints={data.items} />
      <ForEditors>
        <PainPointChoices scope={props.scope} painPoints={data.items} />
      </ForEditors>
    </ListPage>
  )
}

export function CommunityList(props: ListProps) {
  const { range, words } = useWindow(useDeferredValue(props.search))
  const { data } = useSuspenseQuery(useTRPC().analytics.communities.queryOptions({ scope: props.scope, range, limit: most }))
  return (
    <ListPage
      {...props}
      range={range}
      title="Communities"
      summary={`${counted(data.items.length, 'community', 'communities')}, ${words}`}
      empty={data.items.length === 0 ? 'No community has threads in these days.' : null}
    >
      <CommunityTable
        view={{ scope: props.scope, data: { range } }}
        communities={data.items}
        sort={props.search.watch ?? 'echo'}
        onSort={(watch) => props.onSearch({ ...props.search, watch })}
      />
    </ListPage>
  )
}

export function VoiceList(props: ListProps) {
  const { range, words } = useWindow(useDeferredValue(props.search))
  const { data } = useSuspenseQuery(useTRPC().analytics.influencers.queryOptions({ scope: props.scope, range, limit: most }))
  return (
    <ListPage
      {...props}
      range={range}
      title="Voices"
      summary={`${counted(data.items.length, 'voice')}, ${words}`}
      empty={data.items.length === 0 ? 'No author is known for the threads of these days.' : null}
    >
      <VoiceTable
        view={{ scope: props.scope, data: { range } }}
        voices={data.items}
        sort={props.search.voices ?? 'influence'}
        onSort={(voices) => props.onSearch({ ...props.search, voices })}
      />
    </ListPage>
  )
}
