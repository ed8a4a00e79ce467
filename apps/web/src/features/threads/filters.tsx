import type { ScopeRequest, Thread, ThreadPage } from '@echoscope/domain'
import { ArrowDownWideNarrow, X } from 'lucide-react'
import { memo } from 'react'
import { dayRange } from '../../format/dates.ts'
import { count, sentenceCase } from '../../format/numbers.ts'
import { sorts, statuses } from '../../search/threads.ts'
import type { FilterKey, ThreadsSearch } from '../../search/threads.ts'
import { omit } from '../../search/objects.ts'
import { choiceOf, rangeInput } from '../../search/range.ts'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { Popover } from '../../ui/popover.tsx'
import { RangePicker } from '../../ui/range-picker.tsx'
import { platformName } from '../../ui/platform-mark.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UserText } from '../../ui/user-text.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { botWords, filterNames } from './filter-words.ts'
import { listInput } from './queries.ts'

interface FiltersProps {
  readonly scope: ScopeRequest
  readonly search: ThreadsSearch
  readonly onSearch: (next: ThreadsSearch, replace?: boolean) => void
  readonly threads: readonly Thread[]
  readonly page: ThreadPage | undefined
}

const sortWords = { newest: 'Newest first', oldest: 'Oldest first', engagement: 'Most engagement' } as const
const statusWords = { new: 'New', open: 'Open', done: 'Done', ignored: 'Ignored' } as const

export const Filters = memo(({ scope, search, onSearch, threads, page }: FiltersProps) => {
  const { thread: _, ...kept } = search
  const total = page?.total ?? 0
  const byStatus = page?.byStatus
  const set = (change: ThreadsSearch) => onSearch({ ...kept, ...change })
  const without = (key: FilterKey) => onSearch(Object.fromEntries(Object.entries(kept).filter(([name]) => name !== key)))
  // One step back for a search, however many letters it took.
  const setText = (text: string) => onSearch(text === '' ? omit(kept, 'text') : { ...kept, text }, search.text !== undefined)
  return (
    <div className="triage-head">
      <div className="row">
        <h1>Threads</h1>
        <nav className="tabs" aria-label="Status">
          <button type="button" aria-current={search.status === undefined ? 'true' : undefined} onClick={() => without('status')}>
            All <small>{byStatus === undefined ? '' : count(Object.values(byStatus).reduce((sum, n) => sum + n, 0))}</small>
          </button>
          {statuses.map((status) => (
            <button key={status} type="button" aria-current={search.status === status ? 'true' : undefined} onClick={() => set({ status })}>
              {statusWords[status]} <small>{byStatus === undefined ? '' : count(byStatus[status])}</small>
            </button>
          ))}
        </nav>
        <span className="grow wide" />
        <SearchBox id="search-threads" label="Search threads" placeholder="Search title, text, author" press="/" text={search.text ?? ''} onText={setText} />
      </div>
      <div className="row chips filters">
        {chipsOf(search, threads).map(([key, value]) => (
          <span key={key} className="chip chip-filter">
            {filterNames[key]}
            <b className="truncate">
              <UserText>{value}</UserText>
            </b>
            <button type="button" className="icon-btn icon-btn-xs" aria-label={`Remove the filter ${filterNames[key]}`} onClick={() => without(key)}>
              <X className="i i-xs" />
            </button>
          </span>
        ))}
        <Published search={search} onSearch={onSearch} />
        <FilterMenu scope={scope} search={search} threads={threads} onAdd={set} />
        <div className="row list-facts">
          <span className="muted nowrap" role="status">
            <b className="total">{count(total)}</b> {total === 1 ? 'thread' : 'threads'}
          </span>
          <ExportMenu table="threads" input={listInput(scope, search)} of="these threads" />
          <label className="sort">
            <ArrowDownWideNarrow className="i i-xs" />
            <span className="sr-only">Order</span>
            <select value={search.sort ?? 'newest'} onChange={(event) => set({ sort: sorts.find((sort) => sort === event.target.value) ?? 'newest' })}>
              {sorts.map((sort) => (
                <option key={sort} value={sort}>
                  {sortWords[sort]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
    </div>
  )
})

/** What the filters are called: the ids' names are read from the threads that have them. */
function chipsOf(search: ThreadsSearch, threads: readonly Thread[]): (readonly [FilterKey, string])[] {
  const chips: (readonly [FilterKey, string])[] = []
  if (search.communityId !== undefined)
    chips.push(['communityId', threads.find(({ community }) => community.id === search.communityId)?.community.name ?? 'chosen'])
  if (search.painPointId !== undefined) {
    const found = threads.flatMap(({ painPoints }) => painPoints).find(({ id }) => id === search.painPointId)
    chips.push(['painPointId', found === undefined ? 'chosen' : sentenceCase(found.keyword)])
  }
  if (search.author !== undefined) chips.push(['author', search.author])
  if (search.sentiment !== undefined) chips.push(['sentiment', search.sentiment])
  if (search.source !== undefined) chips.push(['source', platformName(search.source)])
  if (search.platform !== undefined) chips.push(['platform', platformName(search.platform)])
  if (search.names !== undefined) chips.push(['names', search.names])
  if (search.byBot !== undefined) chips.push(['byBot', botWords(search.byBot)])
  if (search.text !== undefined) chips.push(['text', search.text])
  return chips
}

function Published({ search, onSearch }: Pick<FiltersProps, 'search' | 'onSearch'>) {
  const now = useNow()
  const { thread: _t, days: _d, from: _f, to: _o, ...kept } = search
  const range = rangeInput(search, now)
  return (
    <Popover
      label="Days of publication"
      triggerClass="chip chip-filter add"
      trigger={
        <>
          Published <b>{range === undefined ? 'at any time' : choiceOf(search) === 'custom' ? dayRange(range, now) : `last ${choiceOf(search)} days`}</b>
        </>
      }
      wide
    >
      <RangePicker anyTime search={search} shown={range ?? null} onChange={(next) => onSearch({ ...kept, ...next })} />
    </Popover>
  )
}
