import type { ScopeRequest, Thread } from '@echoscope/domain'
import { ArrowLeft, ArrowUp, ExternalLink, MessageSquare } from 'lucide-react'
import { useMay } from '../../api/may.ts'
import { long } from '../../format/dates.ts'
import { count, counted } from '../../format/numbers.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark, platformName } from '../../ui/platform-mark.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { Copies } from './copies.tsx'
import { Marked } from './marked.tsx'
import { useThreadChange } from './queries.ts'
import { safeUrl } from '../../ui/safe-url.ts'
import { Triage } from './triage.tsx'
import { WhyHere } from './why-here.tsx'

interface ReaderProps {
  readonly scope: ScopeRequest
  readonly thread: Thread
  readonly onBack: () => void
}

export function Reader({ scope, thread, onBack }: ReaderProps) {
  const { edit } = useMay()
  return (
    <section className="reader" aria-label="Thread">
      <ScrollArea className="reader-scroll" label="Text of the thread">
        <article className="article">
          <button type="button" className="btn btn-sm btn-ghost back" onClick={onBack}>
            <ArrowLeft className="i i-xs" />
            Threads
          </button>
          <By scope={scope} thread={thread} />
          <h2 dir="auto" className="break">
            {thread.gone !== null ? 'Deleted at its source' : thread.title === '' ? 'A comment' : <Marked thread={thread} field="title" />}
          </h2>
          <Stats thread={thread} />
          {thread.body === '' ? (
            <p className="muted">{thread.gone === null ? 'The post has no text of its own.' : goneWords[thread.gone]}</p>
          ) : (
            <div className="body break" dir="auto" lang={thread.language === 'und' ? undefined : thread.language}>
              <Marked thread={thread} field="body" />
            </div>
          )}
        </article>
        <aside className="side" aria-label="Triage">
          <Triage scope={scope} thread={thread} />
          <WhyHere scope={scope} thread={thread} />
          <Copies thread={thread} />
        </aside>
      </ScrollArea>
      <footer className="keys">
        <Touch scope={scope} thread={thread} />
        {keys
          .filter(({ changes }) => edit || !changes)
          .map(({ press, does }) => (
            <span key={does} className="kbd-only">
              {press.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
              {does}
            </span>
          ))}
      </footer>
    </section>
  )
}

const goneWords = {
  deleted: 'Its author deleted it, so text, author and address are not kept here either. Its figures still count.',
  removed: 'It was removed there, so text, author and address are not kept here either. Its figures still count.',
} as const

const keys = [
  { press: ['j', 'k'], does: 'move', changes: false },
  { press: ['e'], does: 'done', changes: true },
  { press: ['i'], does: 'ignore', changes: true },
  { press: ['a'], does: 'assign', changes: true },
  { press: ['x'], does: 'select', changes: true },
  { press: ['1', '2', '3'], does: 'sentiment', changes: true },
  { press: ['o'], does: 'source', changes: false },
  { press: ['/'], does: 'search', changes: false },
  { press: ['?'], does: 'all', changes: false },
] as const

/** The keys' doings for fingers, where there is no keyboard. */
function Touch({ scope, thread }: Omit<ReaderProps, 'onBack'>) {
  const { change, pending } = useThreadChange(scope)
  const url = safeUrl(thread.url)
  return (
    <div className="touch">
      <ForEditors>
        <button type="button" className="btn btn-scope" disabled={pending} onClick={() => change(thread, { status: 'done' })}>
          Done
        </button>
        <button type="button" className="btn" disabled={pending} onClick={() => change(thread, { status: 'ignored' })}>
          Ignore
        </button>
      </ForEditors>
      {url !== null && (
        <a className="btn" href={url} target="_blank" rel="noreferrer noopener">
          Source
        </a>
      )}
    </div>
  )
}

const By = ({ scope, thread: { author, byBot, community, publishedAt } }: Omit<ReaderProps, 'onBack'>) => (
  <div className="by">
    <PlatformMark platform={community.platform} />
    <ThreadsLink scope={scope} search={{ communityId: community.id }} className="truncate">
      <UserText>{community.name}</UserText>
    </ThreadsLink>
    <span>·</span>
    {author === null ? (
      <span>author unknown</span>
    ) : (
      <ThreadsLink scope={scope} search={{ author, platform: community.platform }} className="truncate">
        <UserText>{author}</UserText>
      </ThreadsLink>
    )}
    {byBot && <span className="chip">posted by a bot, says {platformName(community.platform)}</span>}
    <span>·</span>
    <Moment at={publishedAt} write={long} />
  </div>
)

function Stats({ thread }: Pick<ReaderProps, 'thread'>) {
  const url = safeUrl(thread.url)
  return (
    <div className="stats">
      {thread.score !== null && (
        <span>
          <ArrowUp className="i i-xs" />
          {counted(thread.score, 'point')}
        </span>
      )}
      <span>
        <MessageSquare className="i i-xs" />
        {count(thread.comments)} {thread.comments === 1 ? 'comment' : 'comments'}
      </span>
      <span>
        <span>
          collected <Moment at={thread.collectedAt} />
        </span>
      </span>
      {url !== null && (
        <a className="link source-link" href={url} target="_blank" rel="noreferrer noopener">
          Open at {platformName(thread.community.platform)}
          <ExternalLink className="i i-xs" />
        </a>
      )}
    </div>
  )
}
