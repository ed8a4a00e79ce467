import { dayMs, dayString, isGrowing, isHighEcho } from '@echoscope/domain'
import type { ScopeRequest } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { dayRange } from '../../format/dates.ts'
import { dayShown } from '../../format/zone.ts'
import { counted } from '../../format/numbers.ts'
import type { Only, VoiceSort, WatchSort } from '../../search/dashboard.ts'
import { omit } from '../../search/objects.ts'
import { rangeInput } from '../../search/range.ts'
import type { RangeSearch } from '../../search/range.ts'
import { ExportMenu } from '../../ui/export-menu.tsx'
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
  readonly only?: Only
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
  const end = dayShown(now) + dayMs
  const range = rangeInput(search, now) ?? { from: dayString(new Date(end - 30 * dayMs)), to: dayString(new Date(end)) }
  return { range, words: dayRange(range, now) }
}

interface ListPageProps extends ListProps {
  readonly title: string
  readonly table: 'pain-points' | 'communities' | 'voices'
  readonly summary: string
  readonly range: { readonly from: string; readonly to: string }
  /** What is left out, where only some are shown. */
  readonly narrowed?: string | null
  readonly empty: string | null
  readonly children: ReactNode
}
const ListPage = ({ title, table, scope, summary, range, search, onSearch, narrowed = null, empty, children }: ListPageProps) => (
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
        <ExportMenu table={table} input={{ scope, range, ...(table === 'pain-points' && { order: 'volume' }) }} of={title.toLowerCase()} />
      </div>
    </div>
    {narrowed !== null && (
      <p className="narrowed">
        {narrowed}{' '}
        <button type="button" className="link" onClick={() => onSearch(omit(search, 'only'))}>
          Show all
        </button>
      </p>
    )}
    <section className="card" aria-label={title}>
      <div className="card-body list-body">{empty === null ? children : <p className="muted">{empty}</p>}</div>
    </section>
  </>
)

export function PainPointList(props: ListProps) {
  const { range, words } = useWindow(useDeferredValue(props.search))
  const { data } = useSuspenseQuery(useTRPC().analytics.painPoints.queryOptions({ scope: props.scope, range, order: 'volume', limit: most }))
  const growing = props.search.only === 'growing'
  const shown = growing ? data.items.filter(({ mentions, previous }) => isGrowing(mentions, previous)) : data.items
  return (
    <ListPage
      {...props}
      range={range}
      title="Pain points"
      table="pain-points"
      summary={`${counted(shown.length, growing ? 'growing pain point' : 'pain point')}, by mentions, ${words}`}
      narrowed={growing ? `Growing only: 5 mentions or more, up by half or new. There are ${counted(data.items.length, 'pain point')} in all.` : null}
      empty={shown.length === 0 ? `No pain point ${growing ? 'counts as growing' : 'is marked in the threads'} of these days.` : null}
    >
      <GrowthList view={{ scope: props.scope, data: { range } }} painPoints={shown} />
      <ForEditors>
        <PainPointChoices scope={props.scope} painPoints={data.items} />
      </ForEditors>
    </ListPage>
  )
}

export function CommunityList(props: ListProps) {
  const { range, words } = useWindow(useDeferredValue(props.search))
  const { data } = useSuspenseQuery(useTRPC().analytics.communities.queryOptions({ scope: props.scope, range, limit: most }))
  const high = props.search.only === 'high'
  const shown = high ? data.items.filter(({ echoScore }) => isHighEcho(echoScore)) : data.items
  return (
    <ListPage
      {...props}
      range={range}
      title="Communities"
      table="communities"
      summary={`${high ? counted(shown.length, 'high-echo community', 'high-echo communities') : counted(shown.length, 'community', 'communities')}, ${words}`}
      narrowed={high ? `High echo only: 7.0 or more. There are ${counted(data.items.length, 'community', 'communities')} in all.` : null}
      empty={
        shown.length === 0
          ? high
            ? 'No community has an echo score of 7.0 or more at the end of these days.'
            : 'No community has threads in these days.'
          : null
      }
    >
      <CommunityTable
        view={{ scope: props.scope, data: { range } }}
        communities={shown}
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
      table="voices"
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
