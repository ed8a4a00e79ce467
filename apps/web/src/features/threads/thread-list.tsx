import type { Thread, ThreadId } from '@echoscope/domain'
import { ArrowUp, MessageSquare } from 'lucide-react'
import { Fragment, useEffect, useRef } from 'react'
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
  const groups = Map.groupBy(threads, ({ publishedAt }) => (grouped ? monthOf.format(new Date(publishedAt)) : ''))
  return (
    <section className="list" aria-label="Threads">
      <div ref={list} className="list-scroll">
        {[...groups].map(([month, items]) => (
          <Fragment key={month}>
            {month !== '' && <h2 className="day">{month}</h2>}
            {items.map((thread) => (
              <Item key={thread.id} thread={thread} current={thread.id === open} onOpen={onOpen} />
            ))}
          </Fragment>
        ))}
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

interface ItemProps {
  readonly thread: Thread
  readonly current: boolean
  readonly onOpen: (id: ThreadId) => void
}
function Item({ thread, current, onOpen }: ItemProps) {
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
}
