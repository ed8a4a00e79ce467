import { change, type Coverage, definitions, type Kpi, type KpiId, pointsChange, positivity, type Range, share } from '@echoscope/domain'
import type { CostDay } from './costs.ts'
import { type ScopeDay, totalsOf } from './day-totals.ts'
import type { Windows } from './windows.ts'

export interface KpiParts {
  readonly days: readonly ScopeDay[]
  /** On the day before the range, then on each of its days. */
  readonly highEcho: readonly number[]
  readonly growing: readonly number[]
  readonly activeCommunities: number
  readonly painPoints: number
  readonly costs: readonly CostDay[]
  readonly coverageOver: (range: Range) => Coverage
  /** Days of the range that nobody collected. */
  readonly unreadDays: readonly string[]
  /** First of the 30 days of the echo score on the day before the range. */
  readonly echoFrom: Date
}

/**
 * The five cards. `series` has one value a day of the range: threads, positivity and cost of that day; for the echo and growth cards the value
 * of the window that ends with it. A card is partial when a partial day is in its window or in the one it is compared with.
 */
export function kpisOf(windows: Windows, parts: KpiParts): Kpi[] {
  const { range, previous, from } = windows
  const compared = parts.coverageOver({ from: previous.from, to: range.to }).partialDays
  const echoed = parts.coverageOver({ from: parts.echoFrom, to: range.to }).partialDays
  const now = totalsOf(parts.days, (day) => day >= from)
  const before = totalsOf(parts.days, (day) => day < from)
  const day = new Map(parts.days.map((each) => [each.day, each]))
  const partial = compared.length > 0
  const unread = new Set([...compared, ...parts.unreadDays])
  const mood = { now: positivity(now.sumS, now.threads), before: positivity(before.sumS, before.threads) }
  const cost = costOf(windows, parts.costs)
  const high = { now: parts.highEcho.at(-1) ?? 0, before: parts.highEcho[0] ?? 0 }
  const growing = { now: parts.growing.at(-1) ?? 0, before: parts.growing[0] ?? 0 }
  return [
    {
      ...card('threads', 'count'),
      value: now.threads,
      previous: before.threads,
      change: change(now.threads, before.threads),
      n: now.threads,
      nOf: 'threads',
      partial,
      // A day without threads is a zero only where every source was read.
      series: windows.days.map((each) => day.get(each)?.threads ?? (unread.has(each) ? null : 0)),
    },
    {
      ...card('highEchoCommunities', 'count'),
      value: high.now,
      previous: high.before,
      change: change(high.now, high.before),
      n: parts.activeCommunities,
      nOf: 'communities',
      partial: echoed.length > 0,
      series: parts.highEcho.slice(1),
    },
    {
      ...card('growingPainPoints', 'count'),
      value: growing.now,
      previous: growing.before,
      change: change(growing.now, growing.before),
      n: parts.painPoints,
      nOf: 'pain points',
      partial,
      series: parts.growing.slice(1),
    },
    {
      ...card('positivity', 'points'),
      value: mood.now,
      previous: mood.before,
      change: pointsChange(mood.now, mood.before),
      n: now.threads,
      nOf: 'threads',
      partial,
      series: windows.days.map((each) => positivity(day.get(each)?.sumS ?? 0, day.get(each)?.threads ?? 0)),
      neutralShare: share(now.neutral, now.threads),
    },
    {
      ...card('aiCost', 'usd'),
      value: cost.now,
      previous: cost.before,
      change: change(cost.now, cost.before),
      n: cost.calls,
      nOf: 'calls',
      partial: false,
      series: cost.series,
    },
  ]
}

const card = (id: KpiId, unit: Kpi['unit']) => ({ id, unit, definition: definitions[id].text, version: definitions[id].version })

function costOf({ from, days }: Windows, costs: readonly CostDay[]) {
  const byDay = new Map(costs.map((cost) => [cost.day, cost.usd]))
  const inRange = costs.filter(({ day }) => day >= from)
  const sum = (some: readonly CostDay[]): number => some.reduce((total, { usd }) => total + usd, 0)
  return {
    now: sum(inRange),
    before: sum(costs.filter(({ day }) => day < from)),
    calls: inRange.reduce((total, { calls }) => total + calls, 0),
    series: days.map((day) => byDay.get(day) ?? 0),
  }
}
