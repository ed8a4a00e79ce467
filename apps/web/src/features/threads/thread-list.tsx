import type { Thread, ThreadId } from '@echoscope/domain'
import { useVirtualizer, useWindowVirtualizer } from '@tanstack/react-virtual'
import type { VirtualItem } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useNow } from '../../ui/use-now.ts'
import { useSame } from '../../ui/use-same.ts'
import { ThreadItem } from './thread-item.tsx'
import { shownZone } from '../../format/zone.ts'
import { weekOf, weekWords } from './weeks.ts'

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

type Row = { readonly week: string } | { readonly thread: Thread }

const [itemHeight, weekHeight] = [59, 29]
const keyOf = (row: Row): string => ('week' in row ? row.week : row.thread.id)

const overscan = 12

/** The rows in sight, out of however many there are: the others exist as height alone. Beside a reader the list scrolls, alone the page does. */
export function ThreadList({ paned, ...props }: ThreadListProps & { readonly paned: boolean }) {
  const today = shownZone().dayOf(useNow())
  const rows = useMemo(() => rowsOf(props.threads, props.grouped ? today : null), [props.threads, props.grouped, today])
  return paned ? <Pane {...props} rows={rows} /> : <WholePage {...props} rows={rows} />
}

type Laid = ThreadListProps & { readonly rows: readonly Row[] }
const sizeOf = (row: Row | undefined): number => (row !== undefined && 'week' in row ? weekHeight : itemHeight)
/** The list measures nothing: its rows have the heights that the style gives them. */
const layoutOf = (rows: readonly Row[]) => ({
  count: rows.length,
  estimateSize: (at: number) => sizeOf(rows[at]),
  getItemKey: (at: number) => (rows[at] === undefined ? at : keyOf(rows[at])),
  overscan,
})

function Pane(props: Laid) {
  const { rows, open } = props
  const scroll = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that could not memoize it is not used here
  const virtual = useVirtualizer({ ...layoutOf(rows), getScrollElement: () => scroll.current })
  const showOpen = useEffectEvent(() => {
    const at = rows.findIndex((row) => 'thread' in row && row.thread.id === open)
    // The first row takes the head of its week along.
    if (at >= 0) virtual.scrollToIndex(at <= 1 ? 0 : at, { align: 'auto' })
  })
  useEffect(() => showOpen(), [open])
  return <Rows {...props} scroll={scroll} shown={virtual.getVirtualItems()} height={virtual.getTotalSize()} above={0} />
}

function WholePage(props: Laid) {
  const list = useRef<HTMLDivElement>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const element = list.current
    // Hidden behind the reader it stands nowhere.
    if (element !== null && element.offsetParent !== null) setAbove(Math.round(element.getBoundingClientRect().top + scrollY))
  }, [props.rows])
  // oxlint-disable-next-line react/incompatible-library -- as above
  const virtual = useWindowVirtualizer({ ...layoutOf(props.rows), scrollMargin: above })
  return <Rows {...props} scroll={list} shown={virtual.getVirtualItems()} height={virtual.getTotalSize()} above={above} />
}

interface RowsProps extends Laid {
  readonly scroll: RefObject<HTMLDivElement | null>
  readonly shown: readonly VirtualItem[]
  readonly height: number
  /** What of the rows' places lies above the list. */
  readonly above: number
}
function Rows({ rows, open, selected, onOpen, onSelect, more, scroll, shown, height, above }: RowsProps) {
  useNearEnd((shown.at(-1)?.index ?? 0) >= rows.length - 15 && rows.length > 0, more)
  const openOne = useSame(onOpen)
  const selectOne = useSame(onSelect ?? nothing)
  return (
    <section className="list" aria-label="Threads">
      <div ref={scroll} className="list-scroll">
        <div className="list-room" style={{ height }}>
          {shown.map(({ index, start, key }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <div key={String(key)} className="list-row" style={{ transform: `translateY(${start - above}px)` }}>
                {'week' in row ? (
                  <h2 className="day">{row.week}</h2>
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

function rowsOf(threads: readonly Thread[], today: string | null): Row[] {
  if (today === null) return threads.map((thread) => ({ thread }))
  // Each day is looked up once: to find the week of each of ten thousand threads would be felt at every page that comes.
  const weeks = new Map<string, string>()
  const weekAt = (day: string): string => {
    const week = weeks.get(day) ?? weekOf(day)
    weeks.set(day, week)
    return week
  }
  return [...Map.groupBy(threads, ({ day }) => weekAt(day))].flatMap(([monday, items]): Row[] => [
    { week: weekWords(monday, today) },
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
