import type { Run, RunSource } from '@echoscope/domain'
import { Ban, Check, Clock, Hourglass, Loader, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { coming } from '../../format/dates.ts'
import { count, share } from '../../format/numbers.ts'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark, platformName } from '../../ui/platform-mark.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { progressOf } from './progress.ts'

const figures = ['fetched', 'matched', 'stored', 'updated', 'unchanged'] as const

export const RunSources = ({ run }: { readonly run: Run }) =>
  run.sources.length === 0 ? (
    <p className="card-body muted">No source has been asked yet.</p>
  ) : (
    <ScrollArea className="run-wrap" label="Sources of the run">
      <table className="table run">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th scope="col" className="bar-col">
              Progress
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className={figure === 'updated' || figure === 'unchanged' ? 'num col-opt' : 'num'}>
                {figure.charAt(0).toUpperCase() + figure.slice(1)}
              </th>
            ))}
            <th scope="col" className="num">
              Errors
            </th>
          </tr>
        </thead>
        <tbody>
          {run.sources.map((source) => (
            <Row key={source.source} source={source} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )

function Row({ source }: { readonly source: RunSource }) {
  const waiting = source.status === 'waiting'
  const part = progressOf(source)
  return (
    <tr>
      <td>
        <span className="who">
          <PlatformMark platform={source.source} />
          <b>
            <UserText>{platformName(source.source)}</UserText>
          </b>
        </span>
      </td>
      <td>
        <State source={source} />
      </td>
      <td className="bar-col">
        {part !== null && (
          <>
            <span className="sr-only">{share(part)}</span>
            <span className={waiting ? 'bar wait' : 'bar'} aria-hidden="true">
              <i style={{ width: `${part * 100}%` }} />
            </span>
          </>
        )}
      </td>
      {figures.map((figure) => (
        <td key={figure} className={figure === 'updated' || figure === 'unchanged' ? 'num col-opt' : 'num'}>
          {source.status === 'queued' ? <span className="muted">–</span> : count(source[figure])}
        </td>
      ))}
      <td className={source.errors > 0 ? 'num tone-danger' : 'num'}>{gaveNothing(source) ? <span className="muted">–</span> : count(source.errors)}</td>
    </tr>
  )
}

/** A source that could not be reached read no item, so no number of unreadable ones says anything. */
const gaveNothing = ({ status, fetched, errors }: RunSource): boolean => errors === 0 && fetched === 0 && (status === 'failed' || status === 'queued')

const states: Readonly<Record<RunSource['status'], { tone: string; icon: ReactNode; word: string }>> = {
  queued: { tone: 'quiet', icon: <Clock className="i i-xs" />, word: 'next' },
  running: { tone: 'scope', icon: <Loader className="i i-xs" />, word: 'reading' },
  waiting: { tone: 'tone-warn', icon: <Hourglass className="i i-xs" />, word: 'waits' },
  succeeded: { tone: 'quiet', icon: <Check className="i i-xs" />, word: 'done' },
  partial: { tone: 'tone-warn', icon: <TriangleAlert className="i i-xs" />, word: 'partial' },
  failed: { tone: 'tone-danger', icon: <Ban className="i i-xs" />, word: 'failed' },
}

function State({ source: { status, lastError, waitingUntil, progress } }: { readonly source: RunSource }) {
  const { tone, icon, word } = states[status]
  return (
    <>
      <span className={`badge ${tone}`}>
        {icon}
        {word}
      </span>
      {status === 'waiting' && waitingUntil !== null && (
        <span className="say">
          Goes on by itself <Moment at={waitingUntil} write={coming} />.
        </span>
      )}
      {status === 'running' && progress !== null && progress.total !== null && progress.total > 0 && (
        <span className="say">{share(Math.min(1, progress.done / progress.total))} read</span>
      )}
      {lastError !== null && (
        <span className="say">
          <UserText>{lastError}</UserText>
        </span>
      )}
    </>
  )
}
