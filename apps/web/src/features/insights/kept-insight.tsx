import { claimText } from '@echoscope/domain'
import type { Claim, CurrentInsights, Insight, InsightRun, ScopeRequest } from '@echoscope/domain'
import { ChevronRight, CircleAlert } from 'lucide-react'
import { count, counted } from '../../format/numbers.ts'
import { kindNames, kindReasons } from '../../ui/insight-words.ts'
import { Popover } from '../../ui/popover.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { claimName, threadsBehind, threadsStated } from './behind.ts'

interface KeptInsightProps {
  readonly scope: ScopeRequest
  readonly insight: Insight
  readonly run: InsightRun
  readonly stale: CurrentInsights['stale'][number] | null
}

/** One insight: its sentence, in which each claim opens its threads, and what is worth knowing of it. */
export const KeptInsight = ({ scope, insight, run, stale }: KeptInsightProps) => (
  <li className="kept-one">
    <p className="kept-kind">
      <span>{kindNames[insight.kind]}</span>
      {scope.type === 'custom' && insight.priority !== null && (
        <span className={`badge badge-dot ${tones[insight.priority]}`}>{insight.priority} priority</span>
      )}
      {stale !== null && (
        <span className="badge tone-warn">
          <CircleAlert className="i i-xs" />
          stale
        </span>
      )}
    </p>
    <p className="kept-text">
      {insight.parts.map((part, at) =>
        typeof part === 'string' ? part : <Stated key={`${at} ${claimText(part)}`} claim={part} insight={insight} scope={scope} run={run} />,
      )}
    </p>
    {scope.type === 'custom' && insight.recommendation !== null && <p className="kept-do">{insight.recommendation}</p>}
    {stale !== null && (
      <p className="kept-stale">
        {stale.differing === stale.claims ? 'Its' : `${count(stale.differing)} of its`} {counted(stale.claims, 'claim')} {stale.differing === 1 ? 'is' : 'are'}{' '}
        counted differently today: threads came, went or were corrected since.
      </p>
    )}
    <Why insight={insight} scope={scope} run={run} />
  </li>
)

const tones = { high: 'tone-danger', medium: 'tone-warn', low: 'quiet' } as const

interface StatedProps {
  readonly claim: Claim
  readonly insight: Insight
  readonly run: InsightRun
  readonly scope: ScopeRequest
}
function Stated({ claim, insight, run, scope }: StatedProps) {
  const search = threadsBehind(claim, insight, run)
  const text = <bdi>{claimText(claim)}</bdi>
  return search === null ? (
    <b>{text}</b>
  ) : (
    <ThreadsLink scope={scope} search={search} className="stated" counts={threadsStated(claim)}>
      {text}
    </ThreadsLink>
  )
}

function Why({ insight, scope, run }: Omit<StatedProps, 'claim'>) {
  const claims = insight.parts.flatMap((part) => (typeof part === 'string' ? [] : [part]))
  return (
    <Popover
      label="Why am I told this"
      triggerClass="why"
      trigger={
        <>
          {counted(claims.length, 'claim')}, each counted again
          <ChevronRight className="i i-xs" />
        </>
      }
    >
      <h3>Why am I told this</h3>
      <p>{kindReasons[insight.kind]} Each claim was counted again in this scope alone before it was kept, and again for this page.</p>
      <dl>
        {claims.map((claim, at) => (
          <div key={`${at} ${claimText(claim)}`} className="pop-fact">
            <dt>{claimName(claim)}</dt>
            <dd>
              <Stated claim={claim} insight={insight} scope={scope} run={run} />
            </dd>
          </div>
        ))}
      </dl>
    </Popover>
  )
}
