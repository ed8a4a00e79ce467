import type { Run, RunId, ScopeRequest } from '@echoscope/domain'
import { Unplug } from 'lucide-react'
import { useNow } from '../../ui/use-now.ts'
import { duration } from '../../format/dates.ts'
import { count, singular } from '../../format/numbers.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ScopeLink } from '../../ui/scope-link.tsx'
import { reasonWords, runWord, stateWord } from '../../ui/run-words.ts'
import { progressOf } from './progress.ts'
import { RunFaults, LeftOut } from './run-faults.tsx'
import { RunSources } from './run-sources.tsx'
import { StopRun } from './stop-run.tsx'
import { isOver, useLiveRun } from './use-live-run.ts'

interface RunViewProps {
  readonly scope: ScopeRequest
  readonly runId: RunId
}

/** One run, live: what each source gave, what was kept, what was left out and why. */
export function RunView({ scope, runId }: RunViewProps) {
  const { run, cut } = useLiveRun(scope, runId)
  return (
    <>
      {cut && (
        <div className="banner" role="status">
          <Unplug className="i i-sm" />
          <span>
            <b>Live updates are cut.</b> The run itself goes on; the page asks again every few seconds.
          </span>
        </div>
      )}
      <section className="card" aria-label="Run" data-scope={cut ? 'none' : undefined}>
        <RunHead scope={scope} run={run} />
        <RunTrack run={run} />
        <RunSources run={run} />
        <div className="card-foot">
          <span>{usable(run, scope)}</span>
          <ScopeLink scope={scope} to="home" className="link">
            Open the dashboard
          </ScopeLink>
        </div>
      </section>
      <LeftOut run={run} />
      <RunFaults run={run} />
    </>
  )
}

function RunHead({ scope, run }: { readonly scope: ScopeRequest; readonly run: Run }) {
  const now = useNow()
  const over = isOver(run)
  const from = run.startedAt ?? run.requestedAt
  const end = run.finishedAt === null ? Math.max(now.getTime(), Date.parse(from)) : Date.parse(run.finishedAt)
  return (
    <div className="run-head">
      <div>
        <h2 aria-live="polite" className="run-title">
          {!over && <i className="pulse-dot" />}
          {run.status === 'queued' ? capital(stateWord(run)) : `${capital(runWord[run.status])}, ${duration(end - Date.parse(from))}`}
        </h2>
        <p className="muted">
          {triggers[run.trigger]}, asked for <Moment at={run.requestedAt} />
          {run.startedAt !== null && (
            <>
              , started <Moment at={run.startedAt} />
            </>
          )}
          {run.attempts > 1 && `, attempt ${run.attempts}`}
        </p>
        {run.reason !== null && <p className={run.status === 'failed' ? 'tone-danger' : 'muted'}>{reasonWords(run.reason)}</p>}
      </div>
      <div className="totals">
        {totals.map((name) => (
          <div key={name}>
            <b>{count(run[name])}</b>
            {run[name] === 1 ? singular(name) : name}
          </div>
        ))}
      </div>
      {!over && (
        <ForEditors>
          <StopRun scope={scope} runId={run.id} />
        </ForEditors>
      )}
    </div>
  )
}

const totals = ['fetched', 'matched', 'stored', 'updated', 'unchanged', 'errors'] as const
const triggers = { schedule: 'By the schedule', manual: 'By hand', import: 'An import' } as const
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function RunTrack({ run: { sources } }: { readonly run: Run }) {
  const done = sources.filter(({ status }) => status === 'succeeded' || status === 'partial').length
  return (
    <div
      className="track-lg"
      role="progressbar"
      aria-label={`${done} of ${sources.length} sources done`}
      aria-valuenow={done}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, sources.length)}
    >
      {sources.map((source) => {
        const tone = source.status === 'failed' ? 'bad' : source.status === 'waiting' || source.status === 'partial' ? 'wait' : ''
        const part = progressOf(source)
        return (
          <span key={source.source} className="track-part">
            <i className={tone} style={{ width: `${(part ?? 0) * 100}%` }} />
          </span>
        )
      })}
    </div>
  )
}

function usable({ stored, updated, status }: Run, { type }: ScopeRequest): string {
  const where = type === 'automatic' ? 'Brand Analytics' : 'this campaign'
  if (stored + updated === 0)
    return status === 'running' || status === 'queued' ? 'What is found can be used at once, batch by batch.' : `Nothing new for ${where}.`
  return `Already usable: the ${count(stored)} stored and ${count(updated)} updated threads are in ${where} now.`
}
