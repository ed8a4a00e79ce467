import type { ScopeRequest, Thread, ThreadId } from '@echoscope/domain'
import { useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useAsk, useTRPC } from '../../api/client.ts'
import { useMay } from '../../api/may.ts'
import { rangeInput } from '../../search/range.ts'
import { omit } from '../../search/objects.ts'
import { filterOf } from '../../search/threads.ts'
import type { ThreadsSearch } from '../../search/threads.ts'
import { useSame, useSameScope } from '../../ui/use-same.ts'
import { Failure } from '../../ui/boundary.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { useNow } from '../../ui/use-now.ts'
import { BulkBar, useBulkActions } from './bulk-bar.tsx'
import { Filters } from './filters.tsx'
import { Newer } from './newer.tsx'
import { threadsOf } from './queries.ts'
import { Reader } from './reader.tsx'
import { ThreadList } from './thread-list.tsx'
import { useTriageKeys } from './use-triage-keys.ts'

export interface ThreadsPageProps {
  readonly scope: ScopeRequest
  readonly search: ThreadsSearch
  /** `replace` leaves no step to go back to. */
  readonly onSearch: (next: ThreadsSearch, replace?: boolean) => void
}

const none: ReadonlySet<ThreadId> = new Set()

/** The list behind a number, and one of its threads beside it. */
export function ThreadsPage({ scope, search, onSearch }: ThreadsPageProps) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(threadsOf(useAsk(), scope, useDeferredValue(search)))
  const threads = useMemo(() => data.pages.flatMap(({ items }) => items), [data])
  // Where the reader covers the list, nothing is open until somebody opens it.
  const beside = useMedia('(min-width: 64.01rem)')
  const open = search.thread ?? (beside ? threads[0]?.id : undefined)
  const openThread = (thread: ThreadId) => onSearch({ ...search, thread })
  // What is opened is marked at once; its text follows, and the filters have nothing to do with it.
  const shown = useDeferredValue(open)
  const choose = useSame(onSearch)
  const same = useSameScope(scope)
  const plain = JSON.stringify(omit(search, 'thread'))
  const filters = useMemo(() => JSON.parse(plain) as ThreadsSearch, [plain])
  const { edit } = useMay()
  const [chosen, setChosen] = useState<ReadonlySet<ThreadId>>(none)
  const selected = threads.filter(({ id }) => chosen.has(id))
  const select = (id: ThreadId) => setChosen((now) => (now.has(id) ? new Set([...now].filter((other) => other !== id)) : new Set([...now, id])))
  const clear = () => setChosen(none)
  const bulk = useBulkActions(scope, selected, clear)
  useTriageKeys({ scope, threads, open, onOpen: openThread, selected, onSelect: select, onClear: clear, bulk })
  return (
    <div className="triage" data-open={search.thread !== undefined}>
      <Filters scope={same} search={filters} onSearch={choose} threads={threads} page={data.pages[0]} />
      {threads.length === 0 && search.thread === undefined ? (
        <NoThreads search={search} onSearch={onSearch} />
      ) : (
        <div className="split">
          <Newer scope={scope} search={search} total={data.pages[0]?.total ?? 0} />
          <ThreadList
            paned={beside}
            threads={threads}
            open={open}
            grouped={search.sort !== 'engagement'}
            selected={chosen}
            onOpen={openThread}
            onSelect={edit ? select : undefined}
            more={hasNextPage ? { busy: isFetchingNextPage, load: () => void fetchNextPage() } : null}
          />
          {selected.length > 0 && <BulkBar scope={scope} selected={selected} onClear={clear} />}
          {shown !== undefined && (
            <OpenThread key={shown} scope={scope} id={shown} listed={threads.find(({ id }) => id === shown)} onBack={() => onSearch(omit(search, 'thread'))} />
          )}
        </div>
      )}
    </div>
  )
}

interface OpenThreadProps {
  readonly scope: ScopeRequest
  readonly id: ThreadId
  readonly listed: Thread | undefined
  readonly onBack: () => void
}
function OpenThread({ scope, id, listed, onBack }: OpenThreadProps) {
  const asked = useQuery(useTRPC().threads.get.queryOptions({ scope, threadId: id }))
  const thread = asked.data ?? listed
  if (thread !== undefined) return <Reader scope={scope} thread={thread} onBack={onBack} />
  return (
    <section className="reader" aria-label="Thread" aria-busy={asked.isPending}>
      {asked.isError && <Failure error={asked.error} what="The thread" still="The list is as it was." retry={() => void asked.refetch()} />}
    </section>
  )
}

function NoThreads({ search, onSearch }: Omit<ThreadsPageProps, 'scope'>) {
  const { days, from, to, sort } = search
  const now = useNow()
  const filter = filterOf(search)
  const limited = rangeInput(search, now) !== undefined
  const window = from !== undefined && to !== undefined ? { from, to } : days === undefined ? {} : { days }
  return (
    <Empty
      icon={MessagesSquare}
      title={filter !== undefined ? 'No thread fits these filters' : limited ? 'No threads in these days' : 'No threads yet'}
      next={
        <>
          {filter !== undefined && (
            <button type="button" className="btn btn-scope" onClick={() => onSearch({ ...window, ...(sort && { sort }) })}>
              Remove the filters
            </button>
          )}
          {limited && (
            <button type="button" className="btn" onClick={() => onSearch({ ...filter, ...(sort && { sort }) })}>
              Show any time
            </button>
          )}
        </>
      }
    >
      {filter !== undefined
        ? 'The filters above are in the address of this page; each can be removed by itself.'
        : 'Threads that match appear here after each run.'}
    </Empty>
  )
}
