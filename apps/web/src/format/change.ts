import type { Kpi } from '@echoscope/domain'
import { shortDate } from './dates.ts'
import { count, oneDecimal, thin, usd } from './numbers.ts'

export interface Change {
  readonly direction: 'up' | 'down' | 'level'
  /** The figure beside the arrow, without a sign; null where there is nothing to compare with. */
  readonly amount: string | null
  readonly from: string
}

const directionOf = (value: number): Change['direction'] => (value > 0 ? 'up' : value < 0 ? 'down' : 'level')
const few = 20

/**
 * How a KPI says its change: percent with one decimal; the difference itself where both counts are below 20, since a percentage
 * of a handful misleads; points for positivity; "new" from 0 and from where nothing was collected; and why, where nothing can be said.
 */
export function changeOf(kpi: Kpi, nothingBefore: string | null = null): Change {
  const { value, previous, change, unit } = kpi
  if (value === null) return { direction: 'level', amount: null, from: 'nothing to measure in this range' }
  if (nothingBefore !== null && kpi.id !== 'aiCost')
    return { direction: 'level', amount: unit === 'points' || value === 0 ? null : 'new', from: `no data before ${shortDate(new Date(nothingBefore))}` }
  if (previous === null) return { direction: 'level', amount: null, from: 'no earlier value' }
  const written =
    unit === 'usd' ? usd(previous) : unit === 'percent' ? `${oneDecimal(previous)}${thin}%` : unit === 'points' ? oneDecimal(previous) : count(previous)
  if (value === previous) return { direction: 'level', amount: null, from: `${written} before, too` }
  if (unit === 'points')
    return { direction: directionOf(value - previous), amount: `${oneDecimal(Math.abs(value - previous))} points`, from: `from ${written}` }
  if (unit === 'count' && value < few && previous < few)
    return { direction: directionOf(value - previous), amount: count(Math.abs(value - previous)), from: `was ${written}` }
  if (change === null) return { direction: directionOf(value - previous), amount: 'new', from: `from ${written}` }
  return { direction: directionOf(change), amount: `${oneDecimal(Math.abs(change))}${thin}%`, from: `from ${written}` }
}

/** The value in its unit; an en dash where it is unknown, never 0. */
export const valueOf = (kpi: Kpi): string => {
  if (kpi.value === null) return '–'
  switch (kpi.unit) {
    case 'usd':
      return usd(kpi.value)
    case 'points':
      return oneDecimal(kpi.value)
    case 'percent':
      return `${oneDecimal(kpi.value)}${thin}%`
    case 'count':
      return count(kpi.value)
  }
}
