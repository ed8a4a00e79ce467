import type { ScopeRequest, Thread, ThreadId } from '@echoscope/domain'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useMay } from '../../api/may.ts'
import { sentiments } from '../../search/threads.ts'
import { isTyping } from '../../ui/is-typing.ts'
import { toast } from '../../ui/toasts.tsx'
import { useThreadChange } from './queries.ts'
import type { BulkActions } from './bulk-bar.tsx'
import { safeUrl } from '../../ui/safe-url.ts'
import { valueOfLabel } from './triage.tsx'

interface TriageKeys {
  readonly scope: ScopeRequest
  readonly threads: readonly Thread[]
  readonly open: ThreadId | undefined
  readonly onOpen: (id: ThreadId) => void
  readonly selected: readonly Thread[]
  readonly onSelect: (id: ThreadId) => void
  readonly onClear: () => void
  /** What the keys do while some are selected. */
  readonly bulk: BulkActions
}

const settled = { e: ['done', 'Marked done'], i: ['ignored', 'Ignored'] } as const

/** j k move, x select, e done, i ignore, a assign, 1 2 3 sentiment, o open at the source, / search. Silent while somebody types. */
export function useTriageKeys({ scope, threads, open, onOpen, selected, onSelect, onClear, bulk }: TriageKeys): void {
  const { change } = useThreadChange(scope)
  const { edit } = useMay()
  // The thread that the next key is about: the one asked for last, though its text may be a moment behind.
  const meant = useRef(open)
  useEffect(() => {
    meant.current = open
  }, [open])
  const awaited = useRef(false)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
    // A field that was asked for is on its way: letters meant for it are no keys.
    if (awaited.current) return event.preventDefault()
    if (event.key === '/') {
      event.preventDefault()
      document.getElementById('search-threads')?.focus()
      return
    }
    if (event.key === 'Escape' && selected.length > 0) return onClear()
    const at = threads.findIndex(({ id }) => id === meant.current)
    const thread = threads[at]
    const first = threads[0]
    // Where the reader covers the list nothing may be open yet.
    if (thread === undefined && event.key === 'j' && first !== undefined) {
      meant.current = first.id
      return onOpen(first.id)
    }
    if (thread === undefined) return
    const beside = threads[event.key === 'j' ? at + 1 : event.key === 'k' ? at - 1 : -1]
    if (beside !== undefined) {
      meant.current = beside.id
      return onOpen(beside.id)
    }
    if (edit && event.key === 'x') return onSelect(thread.id)
    if (edit && selected.length > 0) {
      if (event.key === 'e') return bulk.done()
      if (event.key === 'i') return bulk.ignore()
      if (event.key === 'a') return bulk.assign?.()
    }
    if (edit && event.key === 'a') {
      event.preventDefault()
      awaited.current = true
      return focusAssignee(thread.id, () => {
        awaited.current = false
      })
    }
    if (edit && (event.key === 'e' || event.key === 'i')) {
      const [status, said] = settled[event.key]
      return change(thread, { status }, (changed) => toast(said, { label: 'Undo', run: () => change(changed, { status: thread.status }) }))
    }
    const label = sentiments[Number(event.key) - 1]
    if (edit && label !== undefined) return change(thread, { sentiment: valueOfLabel[label] })
    const url = event.key === 'o' ? safeUrl(thread.url) : null
    if (url !== null) window.open(url, '_blank', 'noopener,noreferrer')
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

const longestWaitMs = 2_000

/** Puts the caret into the assignee of that thread, once its reader is there; never into another's. */
function focusAssignee(id: ThreadId, onEnd: () => void): void {
  const until = performance.now() + longestWaitMs
  const look = () => {
    const field = document.querySelector<HTMLElement>(`#assignee[data-thread="${id}"]`)
    if (field === null && performance.now() < until) return void requestAnimationFrame(look)
    field?.focus()
    onEnd()
  }
  look()
}
