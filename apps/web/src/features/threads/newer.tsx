import type { ScopeRequest, ThreadPage } from '@echoscope/domain'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { ArrowUp } from 'lucide-react'
import { useAsk } from '../../api/client.ts'
import { revisionKey } from '../../api/revision-key.ts'
import { count } from '../../format/numbers.ts'
import type { ThreadsSearch } from '../../search/threads.ts'
import { listInput, threadsOf } from './queries.ts'

interface NewerProps {
  readonly scope: ScopeRequest
  readonly search: ThreadsSearch
  /** In the list as it was read. */
  readonly total: number
}

/** Threads that came since the list was read: told, and not put under the eyes of who reads it. */
export function Newer({ scope, search, total }: NewerProps) {
  const queryClient = useQueryClient()
  const ask = useAsk()
  const stamp = useQuery<string | null>({ queryKey: revisionKey(scope), enabled: false }).data ?? null
  const input = listInput(scope, search)
  const now = useQuery({
    queryKey: ['newer', stamp, input],
    queryFn: ({ signal }) => ask.client.threads.list.query({ ...input, limit: 1 }, { signal }),
    enabled: stamp !== null,
  }).data?.total
  const more = (now ?? total) - total
  if (more <= 0) return null
  const show = () => {
    const { queryKey } = threadsOf(ask, scope, search)
    // Back to one page, as an opened list has.
    queryClient.setQueryData<InfiniteData<ThreadPage>>(queryKey, (data) =>
      data === undefined ? data : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    )
    void queryClient.invalidateQueries({ queryKey })
  }
  return (
    <button type="button" className="newer" onClick={show}>
      <ArrowUp className="i i-xs" />
      {count(more)} new {more === 1 ? 'thread' : 'threads'}, show
    </button>
  )
}
