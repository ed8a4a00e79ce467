import type { ScopeRequest, Thread, ThreadPage } from '@echoscope/domain'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { RouterOutputs } from '@echoscope/api/router-type'
import type { InfiniteData } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import type { Api } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { serverNow } from '../../api/server-clock.ts'
import { rangeInput } from '../../search/range.ts'
import { filterOf } from '../../search/threads.ts'
import type { ThreadsSearch } from '../../search/threads.ts'
import { toast } from '../../ui/toasts.tsx'

/** What a list asks for: scope, days, filters, order. Which thread is open is not part of it. */
export function listInput(scope: ScopeRequest, search: ThreadsSearch) {
  const range = rangeInput(search, serverNow())
  const filter = filterOf(search)
  return { scope, ...(range && { range }), ...(filter && { filter }), ...(search.sort && { sort: search.sort }) }
}

/** The question behind a list, page by page. */
export function threadsOf({ client, trpc }: Pick<Api, 'client' | 'trpc'>, scope: ScopeRequest, search: ThreadsSearch) {
  const input = { ...listInput(scope, search), limit: 50 }
  return infiniteQueryOptions({
    queryKey: trpc.threads.list.infiniteQueryKey(input),
    queryFn: ({ pageParam, signal }): Promise<ThreadPage> =>
      client.threads.list.query({ ...input, ...(pageParam !== null && { cursor: pageParam }) }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}
const firstPage: string | null = null

/** The pages with the thread as it is now, and the number of each status moved with it. The list keeps its place: nothing jumps away under the reader. */
function placed(pages: readonly ThreadPage[], thread: Thread): ThreadPage[] {
  const was = pages.flatMap(({ items }) => items).find(({ id }) => id === thread.id)?.status
  const moved = (byStatus: ThreadPage['byStatus']): ThreadPage['byStatus'] =>
    was === undefined || was === thread.status ? byStatus : { ...byStatus, [was]: byStatus[was] - 1, [thread.status]: byStatus[thread.status] + 1 }
  return pages.map((page) => ({ ...page, byStatus: moved(page.byStatus), items: page.items.map((item) => (item.id === thread.id ? thread : item)) }))
}

export interface ThreadChange {
  readonly status?: Thread['status']
  readonly sentiment?: number | null
  readonly note?: string
  readonly assignee?: string | null
}

/** Changes a thread and puts the answer wherever the thread is shown. A later editor is told, and sees what is there now. */
export function useThreadChange(scope: ScopeRequest): {
  change: (thread: Thread, to: ThreadChange, onDone?: (changed: Thread) => void) => void
  pending: boolean
} {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const place = usePlace(scope)
  const { mutate, isPending } = useMutation(
    trpc.threads.update.mutationOptions({
      onSuccess: place,
      onError: (error, { threadId }) => {
        toast(`The change was not saved. ${faultOf(error).message}`)
        void queryClient.invalidateQueries({ queryKey: trpc.threads.get.queryKey({ scope, threadId }) })
      },
    }),
  )
  return {
    change: (thread, to, onDone) => mutate({ scope, threadId: thread.id, revision: thread.revision, ...to }, { onSuccess: (changed) => onDone?.(changed) }),
    pending: isPending,
  }
}

/** Puts a changed thread wherever it is shown. */
export function usePlace(scope: ScopeRequest): (thread: RouterOutputs['threads']['update']) => void {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return (thread: RouterOutputs['threads']['update']): void => {
    queryClient.setQueryData(trpc.threads.get.queryKey({ scope, threadId: thread.id }), thread)
    queryClient.setQueriesData<InfiniteData<ThreadPage>>({ queryKey: trpc.threads.list.infiniteQueryKey() }, (data) =>
      data === undefined ? data : { ...data, pages: placed(data.pages, thread) },
    )
  }
}
