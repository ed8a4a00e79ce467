import type { Thread, ThreadId } from '@echoscope/domain'
import { ArrowUp, MessageSquare } from 'lucide-react'
import { Fragment, memo, useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { count } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { SentimentMark } from '../../ui/sentiment-mark.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface ThreadListProps {
  readonly threads: readonly Thread[]
  readonly open: ThreadId | undefined
  readonly grouped: boolean
  readonly onOpen: (id: ThreadId) => void
  readonly more: { readonly busy: boolean; readonly load: () => void } | null
}

const monthOf = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

export function ThreadList({ threads, open, grouped, onOpen, more }: ThreadListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open !== undefined) list.current?.querySelector(`[data-thread="${open}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [open])
  // The same function at each drawing, so that rows stay as they are while the open one changes, however many there are.
  const latest = useRef(onOpen)
  useEffect(() => {
    latest.current = onOpen
  })
  const openOne = useCallback((id: ThreadId) => latest.current(id), [])
  const groups = Map.groupBy(threads, ({ publishedAt }) => (grouped ? monthOf.format(new Date(publishedAt)) : ''))
  return (
    <section className="list" aria-label="Threads">
      <div ref={list} className="list-scroll">
        {[...groups].map(([month, items]) => (
          <Fragment key={month}>
            {month !== '' && <h2 className="day">{month}</h2>}
            {items.map((thread) => (
              <Item key={thread.id} thread={thread} current={thread.id === open} onOpen={openOne} />
            ))}
          </Fragment>
        ))}
        {more !== null && <More key={threads.length} {...more} />}
      </div>
    </section>
  )
}

interface ItemProps {
  readonly thread: Thread
  readonly current: boolean
  readonly onOpen: (id: ThreadId) => void
}
const Item = memo(function Item({ thread, current, onOpen }: ItemProps) {
  const settled = thread.status === 'done' || thread.status === 'ignored'
  return (
    <article
      className={`item${thread.status === 'new' ? ' new' : ''}${settled ? ' done' : ''}`}
      aria-current={current ? 'true' : undefined}
      data-thread={thread.id}
    >
      <SentimentMark label={thread.sentimentLabel} />
      <h3 className="truncate">
        <button type="button" className="item-open" onClick={() => onOpen(thread.id)}>
          <UserText className="truncate">
            {thread.gone !== null ? 'Deleted at its source' : thread.title === '' ? thread.body.slice(0, 140) : thread.title}
          </UserText>
        </button>
      </h3>
      <Moment at={thread.publishedAt} />
      <p className="meta">
        <PlatformMark platform={thread.community.platform} />
        <span className="truncate">
          <bdi>{thread.community.name}</bdi>
          {thread.author !== null && (
            <>
              , <bdi>{thread.author}</bdi>
            </>
          )}
        </span>
        <span className="end">
          {thread.score !== null && (
            <span title="points">
              <ArrowUp className="i i-xs" />
              {count(thread.score)}
            </span>
          )}
          <span title="comments">
            <MessageSquare className="i i-xs" />
            {count(thread.comments)}
          </span>
        </span>
      </p>
    </article>
  )
})

/** The next page, asked for when its place is nearly reached; by hand where that failed. */
function More({ busy, load }: NonNullable<ThreadListProps['more']>) {
  const place = useRef<HTMLDivElement>(null)
  const loadOnce = useEffectEvent(() => {
    if (!busy) load()
  })
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && loadOnce(), { rootMargin: '50%' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className="more">
      <button type="button" className="btn btn-sm" disabled={busy} onClick={load}>
        {busy ? 'Loading' : 'Load more'}
      </button>
    </div>
  )
}
