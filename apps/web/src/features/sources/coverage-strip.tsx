import type { HourState } from '@echoscope/domain'
import { counted } from '../../format/numbers.ts'

const height = 12

/** A week of hours, one bar each: read, failed, or not read. In words for who cannot see it. */
export function CoverageStrip({ hours }: { readonly hours: readonly HourState[] }) {
  const of = (state: HourState): number => hours.filter((each) => each === state).length
  const words = `The last 7 days: ${counted(of('covered'), 'hour')} read, ${counted(of('gap'), 'hour')} missing, ${counted(of('unread'), 'hour')} not asked for`
  return (
    <div className="coverage-strip">
      <svg viewBox={`0 0 ${hours.length} ${height}`} preserveAspectRatio="none" role="img" aria-label={words}>
        {stretchesOf(hours).map(({ state, from, length }) => (
          <rect key={from} className={state} x={from} y={state === 'unread' ? height - 2 : 0} width={length} height={state === 'unread' ? 2 : height} />
        ))}
      </svg>
      <small>{words}</small>
    </div>
  )
}

function stretchesOf(hours: readonly HourState[]): { readonly state: HourState; readonly from: number; readonly length: number }[] {
  const found: { state: HourState; from: number; length: number }[] = []
  for (const [from, state] of hours.entries()) {
    const last = found.at(-1)
    if (last?.state === state) last.length += 1
    else found.push({ state, from, length: 1 })
  }
  return found
}
