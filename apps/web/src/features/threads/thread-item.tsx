import type { Thread, ThreadId } from '@echoscope/domain'
import { ArrowUp, MessageSquare } from 'lucide-react'
import { memo } from 'react'
import { count, counted } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { SentimentMark } from '../../ui/sentiment-mark.tsx'
import { UserText } from '../../ui/user-text.tsx'

interface ThreadItemProps {
  readonly thread: Thread
  readonly current: boolean
  readonly selected: boolean
  readonly onOpen: (id: ThreadId) => void
  readonly onSelect: ((id: ThreadId) => void) | undefined
}

const titleOf = ({ gone, title, body }: Thread): string => (gone !== null ? 'Deleted at its source' : title === '' ? body.slice(0, 140) : title)
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()

/** One thread of the list. Its sentiment mark turns into a box to select it by, where it is pointed at or focused. */
export const ThreadItem = memo(function ThreadItem({ thread, current, selected, onOpen, onSelect }: ThreadItemProps) {
  const settled = thread.status === 'done' || thread.status === 'ignored'
  const title = titleOf(thread)
  return (
    <article
      className={`item${thread.status === 'new' ? ' new' : ''}${settled ? ' done' : ''}${selected ? ' selected' : ''}`}
      aria-current={current ? 'true' : undefined}
      data-thread={thread.id}
    >
      <span className="item-mark">
        <SentimentMark label={thread.sentimentLabel} />
        {onSelect !== undefined && (
          <input type="checkbox" className="item-select" aria-label={`Select ${title.slice(0, 60)}`} checked={selected} onChange={() => onSelect(thread.id)} />
        )}
      </span>
      <h3 className="truncate">
        <button type="button" className="item-open" onClick={() => onOpen(thread.id)}>
          <UserText className="truncate">{title}</UserText>
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
        {thread.byBot && <span className="nowrap">· bot</span>}
        <span className="end">
          {thread.copies.count > 0 && <span className="nowrap">+{counted(thread.copies.count, 'copy', 'copies')}</span>}
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
          {thread.assignee !== null && (
            <span className="initials" title={`Assigned to ${thread.assignee}`}>
              {initials(thread.assignee)}
            </span>
          )}
        </span>
      </p>
    </article>
  )
})
