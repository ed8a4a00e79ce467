import type { SourceHealthView } from '@echoscope/domain'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { useMay } from '../../api/may.ts'
import { Moment } from '../../ui/moment.tsx'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { ScopeLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { CoverageStrip } from './coverage-strip.tsx'
import { SourceSettings } from './source-settings.tsx'

interface SourceCardProps {
  readonly source: SourceHealthView
  readonly description: string
  readonly needs: readonly string[]
}
const words = {
  queued: 'waits',
  running: 'is being read',
  waiting: 'waits for its turn',
  succeeded: 'answers',
  partial: 'gave a part',
  failed: 'failed',
} as const

/** One place: whether it is set up, how it did for each scope that asked it, and a test of it now. */
export function SourceCard({ source, description, needs }: SourceCardProps) {
  const { kind, name, takes, credentials, scopes } = source
  const { edit, own } = useMay()
  const test = useMutation(useTRPC().sources.test.mutationOptions())
  const isSetUp = needs.length === 0 || credentials?.configured === true
  return (
    <section className="card" aria-label={name}>
      <div className="card-head">
        <div>
          <h2>
            <PlatformMark platform={kind} /> {name}
          </h2>
          <p>{description}</p>
        </div>
        <div className="end">
          {credentials !== null && (
            <span className={isSetUp ? 'badge quiet' : 'badge tone-warn'}>
              {isSetUp ? (takes.length > 0 && credentials.configured ? 'set up' : 'ready') : 'not set up'}
            </span>
          )}
          {edit && kind !== 'archive' && (
            <button type="button" className="btn btn-sm" disabled={test.isPending} onClick={() => test.mutate({ kind })}>
              {test.isPending ? 'Testing' : 'Test'}
            </button>
          )}
        </div>
      </div>
      {(test.data !== undefined || test.isError) && (
        <p className={test.data?.ok === true ? 'card-body' : 'card-body tone-danger'} role="status">
          {test.isError ? faultOf(test.error).message : `${test.data?.message ?? ''} (${test.data?.tookMs ?? 0} ms)`}
        </p>
      )}
      {scopes.length > 0 && (
        <ul className="held-back">
          {scopes.map((state) => (
            <li key={JSON.stringify(state.scope)}>
              <div className="held-back-title">
                <ScopeLink scope={state.scope} to="runs" className="link">
                  <UserText>{state.scope.type === 'automatic' ? `${state.brand}, Brand Analytics` : `${state.brand}, ${state.name}`}</UserText>
                </ScopeLink>
                <span className={state.status === 'failed' || state.status === 'partial' ? 'badge tone-warn' : 'badge quiet'}>{words[state.status]}</span>
              </div>
              <p className="say">
                Asked <Moment at={state.askedAt} />
                {state.succeededAt !== null && (
                  <>
                    , answered last <Moment at={state.succeededAt} />
                  </>
                )}
                {state.waitingUntil !== null && (
                  <>
                    , waits until <Moment at={state.waitingUntil} />
                  </>
                )}
              </p>
              <CoverageStrip hours={state.coverage} />
              {state.lastError !== null && state.status !== 'succeeded' && <p className="say">{state.lastError}</p>}
            </li>
          ))}
        </ul>
      )}
      {own && takes.length > 0 && <SourceSettings source={source} needs={needs} />}
    </section>
  )
}
