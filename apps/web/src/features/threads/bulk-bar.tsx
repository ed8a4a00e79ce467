import type { ScopeRequest, Thread } from '@echoscope/domain'
import { X } from 'lucide-react'
import { useTRPC } from '../../api/client.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { count } from '../../format/numbers.ts'
import { useBulkChange } from './use-bulk-change.ts'

interface BulkBarProps {
  readonly scope: ScopeRequest
  readonly selected: readonly Thread[]
  readonly onClear: () => void
}

/** What can be done to all that are selected; the same keys do it. */
export function BulkBar({ scope, selected, onClear }: BulkBarProps) {
  const act = useBulkActions(scope, selected, onClear)
  return (
    <div className="bulk" role="toolbar" aria-label="Selected threads">
      <span role="status">
        <b>{count(selected.length)}</b> selected
      </span>
      <button type="button" className="btn btn-sm btn-ghost" disabled={act.pending} onClick={act.done}>
        Done <kbd className="kbd">e</kbd>
      </button>
      <button type="button" className="btn btn-sm btn-ghost" disabled={act.pending} onClick={act.ignore}>
        Ignore <kbd className="kbd">i</kbd>
      </button>
      {act.assign !== null && (
        <button type="button" className="btn btn-sm btn-ghost" disabled={act.pending} onClick={act.assign}>
          Assign to me <kbd className="kbd">a</kbd>
        </button>
      )}
      <button type="button" className="icon-btn" aria-label="Select none" onClick={onClear}>
        <X className="i i-sm" />
      </button>
    </div>
  )
}

export interface BulkActions {
  readonly done: () => void
  readonly ignore: () => void
  /** Null for a key, which is nobody. */
  readonly assign: (() => void) | null
  readonly pending: boolean
}
export function useBulkActions(scope: ScopeRequest, selected: readonly Thread[], onClear: () => void): BulkActions {
  const { run, pending } = useBulkChange(scope)
  const me = useSuspenseQuery(useTRPC().viewer.me.queryOptions()).data.member?.name ?? null
  const before = new Map(selected.map((thread) => [thread.id, thread]))
  const settle = (status: 'done' | 'ignored', said: string) => () => {
    run({ threads: selected, to: () => ({ status }), said, undo: ({ id }) => ({ status: before.get(id)?.status ?? 'new' }) })
    onClear()
  }
  return {
    done: settle('done', 'Marked done'),
    ignore: settle('ignored', 'Ignored'),
    assign:
      me === null
        ? null
        : () => {
            run({
              threads: selected,
              to: () => ({ assignee: me }),
              said: 'Assigned to you',
              undo: ({ id }) => ({ assignee: before.get(id)?.assignee ?? null }),
            })
            onClear()
          },
    pending,
  }
}
