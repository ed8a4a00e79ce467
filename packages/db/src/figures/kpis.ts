import { change, type Coverage, dayString, definitions, isGrowing, isHighEcho, type Kpi, pointsChange, positivity, share } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { EchoHistory } from './echo.ts'
import { type PainPointSeries, readSeries } from './pain-points.ts'
import type { DayTotal } from './totals.ts'
import { dateOfDay, dayColumn, daysIn, type DayWindow } from './window.ts'

export interface KpiParts {
  readonly totals: readonly DayTotal[]
  readonly echo: EchoHistory
  readonly coverage: Coverage
}

/** The five cards of one scope and window. */
export async function readKpis(sql: ScopedSql, window: DayWindow, parts: KpiParts): Promise<Kpi[]> {
  // Windows that end with each day of the range, and the windows before those.
  const series = await readSeries(sql, { from: window.from - 2 * window.length + 1, to: window.to }, { atLeast: 5 })
  const partial = parts.coverage.partialDays.some((day) => day >= dayString(window.range.from) && day < dayString(window.range.to))
  return [
    { ...threadsCard(window, parts.totals), partial },
    { ...highEchoCard(window, parts.echo), partial },
    { ...growingCard(window, series), partial },
    { ...positivityCard(window, parts.totals), partial },
    await aiCostCard(sql, window),
  ]
}

type Card = Omit<Kpi, 'partial'>
const defined = (id: Kpi['id']) => ({ id, definition: definitions[id].text, version: definitions[id].version })
const count = (id: Kpi['id'], value: number, previous: number) => ({ ...defined(id), value, previous, change: change(value, previous), unit: 'count' as const })

function sums(totals: readonly DayTotal[], from: number, to: number) {
  const inside = totals.filter(({ day }) => day >= from && day < to)
  const total = (field: 'threads' | 'sumS' | 'neutral') => inside.reduce((sum, day) => sum + day[field], 0)
  return { threads: total('threads'), sumS: total('sumS'), neutral: total('neutral') }
}

function threadsCard(window: DayWindow, totals: readonly DayTotal[]): Card {
  const now = sums(totals, window.from, window.to).threads
  const byDay = new Map(totals.map(({ day, threads }) => [day, threads]))
  return {
    ...count('threads', now, sums(totals, window.previousFrom, window.from).threads),
    n: now,
    nOf: 'threads',
    series: daysIn(window).map((day) => byDay.get(day) ?? 0),
  }
}

function highEchoCard(window: DayWindow, echo: EchoHistory): Card {
  const highOn = (day: number) => echo.communities.filter((id) => isHighEcho(echo.on(id, day)?.score ?? 0)).length
  return {
    ...count('highEchoCommunities', highOn(window.to - 1), highOn(window.from - 1)),
    n: echo.communities.filter((id) => echo.on(id, window.to - 1) !== null).length,
    nOf: 'communities',
    series: daysIn(window).map(highOn),
  }
}

function growingCard(window: DayWindow, all: readonly PainPointSeries[]): Card {
  const mentions = ({ days }: PainPointSeries, from: number, to: number) => {
    let sum = 0
    for (const [day, n] of days) if (day >= from && day < to) sum += n
    return sum
  }
  /** How many grow in the window that ends with this day, against the one before it. */
  const growingOn = (lastDay: number) => {
    const to = lastDay + 1
    const from = to - window.length
    return all.filter((one) => isGrowing(mentions(one, from, to), mentions(one, from - window.length, from))).length
  }
  return {
    ...count('growingPainPoints', growingOn(window.to - 1), growingOn(window.from - 1)),
    n: all.filter((one) => mentions(one, window.from, window.to) > 0).length,
    nOf: 'pain points',
    series: daysIn(window).map(growingOn),
  }
}

function positivityCard(window: DayWindow, totals: readonly DayTotal[]): Card {
  const now = sums(totals, window.from, window.to)
  const before = sums(totals, window.previousFrom, window.from)
  const [value, previous] = [positivity(now.sumS, now.threads), positivity(before.sumS, before.threads)]
  const byDay = new Map(totals.map((day) => [day.day, positivity(day.sumS, day.threads)]))
  return {
    ...defined('positivity'),
    value,
    previous,
    change: pointsChange(value, previous),
    unit: 'points',
    n: now.threads,
    nOf: 'threads',
    series: daysIn(window).map((day) => byDay.get(day) ?? null),
    neutralShare: share(now.neutral, now.threads),
  }
}

async function aiCostCard(sql: ScopedSql, window: DayWindow): Promise<Kpi> {
  const calledDay = dayColumn("(called_at AT TIME ZONE 'UTC')::date")
  const days = await sql.all<{ day: number; usd: number; calls: number }>(
    `SELECT ${calledDay} AS day, sum(usd)::float8 AS usd, count(*)::int AS calls FROM ai_calls
     WHERE ${sql.within()} AND called_at >= $1 AND called_at < $2 GROUP BY 1`,
    [dateOfDay(window.previousFrom), window.range.to],
  )
  const spent = (from: number, to: number) => days.filter(({ day }) => day >= from && day < to)
  const usd = (of: typeof days) => of.reduce((sum, day) => sum + day.usd, 0)
  const now = spent(window.from, window.to)
  const [value, previous] = [usd(now), usd(spent(window.previousFrom, window.from))]
  const byDay = new Map(days.map((day) => [day.day, day.usd]))
  return {
    ...defined('aiCost'),
    value,
    previous,
    change: change(value, previous),
    unit: 'usd',
    n: now.reduce((sum, day) => sum + day.calls, 0),
    nOf: 'calls',
    series: daysIn(window).map((day) => byDay.get(day) ?? 0),
    partial: false,
  }
}
