import { isGrowing } from '@echoscope/domain'
import type { PainPoint } from '@echoscope/domain'
import { Forest, forestTicks } from '../../charts/forest.tsx'
import { count, counted, growth, oneDecimal, sentenceCase } from '../../format/numbers.ts'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { before, threadsOf } from './window.ts'
import type { Counted } from './window.ts'

type Evidence = 'clear' | 'chance' | 'few'
const fewestToTell = 10

const evidenceOf = ({ mentions, previous, significant }: PainPoint): Evidence => (mentions + previous < fewestToTell ? 'few' : significant ? 'clear' : 'chance')

interface GrowthListProps {
  readonly view: Counted
  readonly painPoints: readonly PainPoint[]
}

/** Both counts, the change and its interval: weak evidence looks weak. */
export function GrowthList({ view, painPoints }: GrowthListProps) {
  const most = Math.max(1, ...painPoints.flatMap(({ mentions, previous }) => [mentions, previous]))
  return (
    <div className="growth">
      <div className="growth-head" aria-hidden="true">
        <span>Pain point</span>
        <span>Threads</span>
        <span className="num">Before → now</span>
        <span className="num">Change</span>
        <span className="forest-axis">
          {forestTicks.map(({ label, left }) => (
            <span key={label} style={{ left }}>
              {label}
            </span>
          ))}
        </span>
      </div>
      <ol>
        {painPoints.map((point) => (
          <GrowthRow key={point.id} view={view} point={point} most={most} />
        ))}
      </ol>
    </div>
  )
}

function GrowthRow({ view, point, most }: { readonly view: GrowthListProps['view']; readonly point: PainPoint; readonly most: number }) {
  const evidence = evidenceOf(point)
  const { mentions, previous, ratio } = point
  return (
    <li className={evidence}>
      <div className="growth-row">
        <span className="name truncate">
          <ThreadsLink scope={view.scope} search={threadsOf(view.data, { painPointId: point.id })} className="row-link" counts={mentions}>
            <UserText>{sentenceCase(point.keyword)}</UserText>
          </ThreadsLink>
          {isGrowing(mentions, previous) && (
            <i className="counts-mark" role="img" aria-label="counts as growing" title="Counts as growing: 5 mentions or more, up by half or new">
              ●
            </i>
          )}
        </span>
        <span className="pair" aria-hidden="true">
          <i style={{ width: `${(mentions / most) * 100}%` }} />
          {previous > 0 && <i style={{ width: `${(previous / most) * 100}%` }} />}
        </span>
        <span className="counts">
          <ThreadsLink
            scope={view.scope}
            search={threadsOf(before(view.data), { painPointId: point.id })}
            className="row-own"
            counts={previous}
            label={`${counted(previous, 'thread')} before about ${point.keyword}`}
          >
            {count(previous)}
          </ThreadsLink>{' '}
          → <b>{count(mentions)}</b>
        </span>
        <span className="change">{evidence === 'few' ? '' : point.isNew ? 'new' : growth(point.growth)}</span>
        {evidence === 'few' ? (
          <span className="verdict">too few to tell</span>
        ) : (
          <Forest ratio={previous === 0 ? null : mentions / previous} low={ratio.low} high={ratio.high} label={intervalWords(point)} />
        )}
      </div>
    </li>
  )
}

function intervalWords({ mentions, previous, ratio, significant }: PainPoint): string {
  const chance = significant ? '' : ', may be chance'
  if (ratio.high === null) return `at least ${oneDecimal(ratio.low)} times${chance}`
  return `${oneDecimal(mentions / Math.max(1, previous))} times, 95 % interval ${oneDecimal(ratio.low)} to ${oneDecimal(ratio.high)}${chance}`
}
