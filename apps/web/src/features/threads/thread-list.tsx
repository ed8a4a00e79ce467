import type { Thread, ThreadId } from '@echoscope/domain'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useSame } from '../../ui/use-same.ts'
import { ThreadItem } from './thread-item.tsx'

interface ThreadListProps {
  readonly threads: readonly Thread[]
  readonly open: ThreadId | undefined
  readonly selected: ReadonlySet<ThreadId>
  readonly grouped: boolean
  readonly onOpen: (id: ThreadId) => void
  /** Absent where the viewer may change nothing. */
  readonly onSelect: ((id: ThreadId) => void) | undefined
  readonly more: { readonly busy: boolean; readonly load: () => void } | null
}

type Row = { readonly month: string } | { readonly thread: Thread }

const monthOf = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const [itemHeight, monthHeight] = [59, 29]
const keyOf = (row: Row): string => ('month' in row ? row.month : row.thread.id)

/** The rows in sight, out of however many there are: the others exist as height alone. */
export function ThreadList({ threads, open, selected, grouped, onOpen, onSelect, more }: ThreadListProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(threads, grouped), [threads, grouped])
  // The list measures nothing: its rows have the heights that the style gives them.
  // oxlint-disable-next-line react/incompatible-library -- the compiler that could not memoize it is not used here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (at) => (rows[at] !== undefined && 'month' in rows[at] ? monthHeight : itemHeight),
    getItemKey: (at) => (rows[at] === undefined ? at : keyOf(rows[at])),
    overscan: 12,
  })
  const showOpen = useEffectEvent(() => {
    const at = rows.findIndex((row) => 'thread' in row && row.thread.id === open)
    // The first row takes the head of its month along.
    if (at >= 0) virtual.scrollToIndex(at <= 1 ? 0 : at, { align: 'auto' })
  })
  useEffect(() => showOpen(), [open])
  const shown = virtual.getVirtualItems()
  useNearEnd((shown.at(-1)?.index ?? 0) >= rows.length - 15 && rows.length > 0, more)
  const openOne = useSame(onOpen)
  const selectOne = useSame(onSelect ?? nothing)
  return (
    <section className="list" aria-label="Threads">
      <div ref={scroll} className="list-scroll">
        <div className="list-room" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start, key }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <div key={String(key)} className="list-row" style={{ transform: `translateY(${start}px)` }}>
                {'month' in row ? (
                  <h2 className="day">{row.month}</h2>
                ) : (
                  <ThreadItem
                    thread={row.thread}
                    current={row.thread.id === open}
                    selected={selected.has(row.thread.id)}
                    onOpen={openOne}
                    onSelect={onSelect === undefined ? undefined : selectOne}
                  />
                )}
              </div>
            )
          })}
        </div>
        {more !== null && (
          <div className="more">
            <button type="button" className="btn btn-sm" disabled={more.busy} onClick={more.load}>
              {more.busy ? 'Loading' : 'Load more'}
            </button>
          </div>
        )}
      </div>
    </section>
  )
}

function rowsOf(threads: readonly Thread[], grouped: boolean): Row[] {
  if (!grouped) return threads.map((thread) => ({ thread }))
  // By the letters of the month: to write out the date of each of ten thousand would be felt at every page that comes.
  return [...Map.groupBy(threads, ({ publishedAt }) => publishedAt.slice(0, 7))].flatMap(([month, items]): Row[] => [
    { month: monthOf.format(new Date(`${month}-01T00:00:00Z`)) },
    ...items.map((thread) => ({ thread })),
  ])
}

/** Asks for the next page once the end is nearly in sight; by hand where that failed. */
function useNearEnd(near: boolean, more: ThreadListProps['more']): void {
  const load = useEffectEvent(() => {
    if (more !== null && !more.busy) more.load()
  })
  const waiting = more !== null && !more.busy
  useEffect(() => {
    if (near && waiting) load()
  }, [near, waiting])
}

const nothing = (): void => undefined
