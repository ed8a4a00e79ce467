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
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [open])
  let month = ''
  return (
    <section className="list" aria-label="Threads">
      <div ref={list} className="list-scroll">
        {threads.map((thread) => {
          const own = grouped ? monthOf.format(new Date(thread.publishedAt)) : ''
          const heading = own !== month ? own : null
          month = own
          return (
            <Fragment key={thread.id}>
              {heading !== null && <h2 className="day">{heading}</h2>}
              <Item thread={thread} current={thread.id === open} onOpen={onOpen} />
            </Fragment>
          )
        })}
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
    <article className={`item${thread.status === 'new' ? ' new' : ''}${settled ? ' done' : ''}`} aria-current={current ? 'true' : undefined}>
      <SentimentMark label={thread.sentimentLabel} />
      <h3 className="truncate">
        <button type="button" className="item-open" onClick={() => onOpen(thread.id)}>
          <UserText className="truncate">{thread.title === '' ? thread.body.slice(0, 140) : thread.title}</UserText>
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
