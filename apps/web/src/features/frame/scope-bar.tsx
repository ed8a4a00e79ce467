import type { RunSummary, ScopeRequest } from '@echoscope/domain'
import { Activity, Clock, Flag, History, Hourglass, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { coming } from '../../format/dates.ts'
import { Moment } from '../../ui/moment.tsx'
import { RunLink } from '../../ui/scope-link.tsx'
import { runWord } from '../../ui/run-words.ts'
import { UserText } from '../../ui/user-text.tsx'

interface ScopeBarProps {
  readonly type: ScopeRequest['type']
  readonly system: string
  readonly name: string
  readonly state: string
  readonly facts?: ReactNode
  readonly action?: ReactNode
}

/** Says which of the two systems this is by hue, line, glyph and word, each alone sufficient; always in sight. */
export const ScopeBar = ({ type, system, name, state, facts, action }: ScopeBarProps) => (
  <header className="scopebar" data-scope={type}>
    <div className="scopebar-in">
      <div className="scope-id">
        <span className="scope-glyph">{type === 'automatic' ? <Activity className="i" /> : <Flag className="i" />}</span>
        <b>{system}</b>
        <span className="sep">·</span>
        <UserText className="truncate scope-name">{name}</UserText>
        {state !== '' && (
          <>
            <span className="sep wide">·</span>
            <span className="wide">{state}</span>
          </>
        )}
      </div>
      <div className="scope-facts">{facts}</div>
      {action}
    </div>
  </header>
)

interface RunFactsProps {
  readonly scope: ScopeRequest
  readonly lastRun: RunSummary | null
  readonly nextRunAt: string | null
}

export function RunFacts({ scope, lastRun, nextRunAt }: RunFactsProps) {
  const going = lastRun !== null && (lastRun.status === 'running' || lastRun.status === 'queued')
  const bad = lastRun?.status === 'failed'
  return (
    <>
      {going && (
        <RunLink scope={scope} runId={lastRun.id} className="going">
          <i className="pulse-dot" />
          {lastRun.status === 'running' ? 'A run is going on' : 'A run is waiting'}
        </RunLink>
      )}
      {lastRun !== null && !going && (
        <RunLink scope={scope} runId={lastRun.id} className={bad ? 'warn' : 'wide mid'}>
          {bad ? <Hourglass className="i i-sm" /> : <History className="i i-sm" />}
          <span>
            Last run {lastRun.finishedAt !== null && <Moment at={lastRun.finishedAt} />}
            {lastRun.status !== 'succeeded' && `, ${runWord[lastRun.status]}`}
          </span>
        </RunLink>
      )}
      {nextRunAt !== null && (
        <span className="wide">
          <Clock className="i i-sm" />
          <span>
            Next <Moment at={nextRunAt} write={coming} />
          </span>
        </span>
      )}
    </>
  )
}

interface RunNowProps {
  readonly pending: boolean
  readonly onRun: () => void
}
export const RunNow = ({ pending, onRun }: RunNowProps) => (
  <button type="button" className="btn btn-sm btn-scope" disabled={pending} onClick={onRun}>
    <Play className="i i-xs" />
    {pending ? 'Starting' : 'Run now'}
  </button>
)
