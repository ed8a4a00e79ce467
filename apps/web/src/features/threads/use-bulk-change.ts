import type { ScopeRequest, Thread } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useAsk } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { counted } from '../../format/numbers.ts'
import { toast } from '../../ui/toasts.tsx'
import { usePlace } from './queries.ts'
import type { ThreadChange } from './queries.ts'

interface Bulk {
  readonly threads: readonly Thread[]
  /** One change for all, or each thread's own. */
  readonly to: (thread: Thread) => ThreadChange
  /** What was done, said of "3 threads". */
  readonly said: string
  /** Where it can be taken back. */
  readonly undo?: (thread: Thread) => ThreadChange
}

/** Changes several threads, one after the other: what could not be changed is counted and left as it was, and all that was can be taken back at once. */
export function useBulkChange(scope: ScopeRequest): { readonly run: (bulk: Bulk) => void; readonly pending: boolean } {
  const { client } = useAsk()
  const place = usePlace(scope)
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ threads, to, said, undo }: Bulk) => {
      const changed: Thread[] = []
      let refused: unknown = null
      for (const thread of threads) {
        try {
          const now = await client.threads.update.mutate({ scope, threadId: thread.id, revision: thread.revision, ...to(thread) })
          place(now)
          changed.push(now)
        } catch (error) {
          refused = error
        }
      }
      const missed = threads.length - changed.length
      const words = `${said}: ${counted(changed.length, 'thread')}.${missed === 0 ? '' : ` ${counted(missed, 'thread')} not: ${faultOf(refused).message}`}`
      toast(
        words,
        undo === undefined || changed.length === 0 ? undefined : { label: 'Undo', run: () => mutate({ threads: changed, to: undo, said: 'Taken back' }) },
      )
    },
  })
  return { run: mutate, pending: isPending }
}
