import type { Run, RunId, ScopeRequest } from '@echoscope/domain'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { useTRPC } from '../../api/client.ts'

export const isOver = ({ status }: Pick<Run, 'status'>): boolean => status !== 'queued' && status !== 'running'

export interface LiveRun {
  readonly run: Run
  /** True while what is shown may be behind what happens. */
  readonly cut: boolean
}

/** The run as it goes on: read once, then told of each change until it ends. A cut stream is followed by asking again. */
export function useLiveRun(scope: ScopeRequest, runId: RunId): LiveRun {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const asked = trpc.scouts.get.queryOptions({ scope, runId })
  const [cut, setCut] = useState(false)
  const { data: run, isRefetchError } = useSuspenseQuery({
    ...asked,
    refetchInterval: ({ state: { data } }) => (cut && data !== undefined && !isOver(data) ? 3_000 : false),
  })
  useSubscription(
    trpc.scouts.watch.subscriptionOptions(
      { scope, runId },
      {
        enabled: !isOver(run),
        onData: (next) => {
          setCut(false)
          queryClient.setQueryData(asked.queryKey, next)
          if (isOver(next)) void refreshAfter()
        },
        onError: () => setCut(true),
        // The first connection is under way until the first change arrives: only one that broke is cut.
        onConnectionStateChange: ({ state, error }) => setCut(state === 'connecting' && error !== null && !isOver(run)),
      },
    ),
  )
  /** What a run changed: every number of the scope, and when the next one is. */
  const refreshAfter = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey[0]) !== JSON.stringify(asked.queryKey[0]) })
  return { run, cut: (cut || isRefetchError) && !isOver(run) }
}
