import {
  type CampaignRow,
  type Community,
  type Dashboard,
  type Heatmap,
  type Influencer,
  type KeySentence,
  type Kpi,
  type PainPoint,
  type Range,
  requestOf,
  type Scope,
  topGrowing,
  type Trend,
  writeSentences,
} from '@echoscope/domain'
import type { ScopedSql, Sessions } from '../session.ts'
import { readCommunities } from './communities.ts'
import { readCoverage } from './coverage.ts'
import { readEchoHistory } from './echo.ts'
import { readHeatmap } from './heatmap.ts'
import { readInfluencers } from './influencers.ts'
import { readKpis } from './kpis.ts'
import { readPainPoints } from './pain-points.ts'
import { readDayTotals, readSpan } from './totals.ts'
import { readTrend, type TrendOptions } from './trend.ts'
import { dayWindow, type DayWindow } from './window.ts'

/** The numbers of one scope and window, by the definitions of the domain. Each call is one snapshot: its numbers agree with each other. */
export interface Analytics {
  dashboard(scope: Scope, range: Range, now: Date): Promise<Dashboard>
  kpis(scope: Scope, range: Range): Promise<Kpi[]>
  painPoints(scope: Scope, range: Range, options: { order?: 'growing' | 'volume' | undefined; limit?: number | undefined }): Promise<PainPoint[]>
  communities(scope: Scope, range: Range, options: { limit?: number | undefined }): Promise<Community[]>
  influencers(scope: Scope, range: Range, options: { limit?: number | undefined }): Promise<Influencer[]>
  heatmap(scope: Scope, range: Range): Promise<Heatmap>
  trend(scope: Scope, range: Range, options: TrendOptions): Promise<Trend>
  /** What Campaign Analytics shows of one campaign, read in its own scope. */
  campaignFigures(scope: Scope, range: Range): Promise<CampaignFigures>
}
export interface CampaignFigures extends Pick<CampaignRow, 'threads' | 'previousThreads' | 'positivity' | 'series'> {
  readonly sentences: readonly KeySentence[]
}

/** Rows of a list on the dashboard; the lists' own procedures give more. */
const cardRows = 8
const listRows = 100

export function createAnalytics(sessions: Sessions): Analytics {
  const read = <T>(scope: Scope, range: Range, work: (sql: ScopedSql, window: DayWindow) => Promise<T>): Promise<T> =>
    sessions.readScope(scope, (sql) => work(sql, dayWindow(range)))
  return {
    dashboard: (scope, range, now) => read(scope, range, (sql, window) => readDashboard(sql, window, now)),
    kpis: (scope, range) =>
      read(scope, range, async (sql, window) => {
        const [totals, echo, coverage] = [await totalsOf(sql, window), await echoOf(sql, window), await readCoverage(sql, range)]
        return readKpis(sql, window, { totals, echo, coverage })
      }),
    painPoints: (scope, range, { order = 'growing', limit = listRows }) =>
      read(scope, range, async (sql, window) => {
        const { rows } = await readPainPoints(sql, window, Math.max(limit, listRows))
        return (order === 'growing' ? topGrowing(rows) : rows).slice(0, limit)
      }),
    communities: (scope, range, { limit = listRows }) =>
      read(scope, range, async (sql, window) => (await readCommunities(sql, window, await echoOf(sql, window), limit)).rows.slice()),
    influencers: (scope, range, { limit = listRows }) =>
      read(scope, range, async (sql, window) => (await readInfluencers(sql, window, await echoOf(sql, window), limit)).rows.slice()),
    heatmap: (scope, range) =>
      read(scope, range, async (sql, window) => {
        const { rows: communities } = await readCommunities(sql, window, await echoOf(sql, window), cardRows)
        return readHeatmap(sql, window, { communities, painPoints: (await readPainPoints(sql, window)).rows })
      }),
    trend: (scope, range, options) =>
      read(scope, range, async (sql, window) => {
        const { partialDays } = await readCoverage(sql, range)
        return readTrend(sql, window, { totals: await readDayTotals(sql, window), partialDays }, options)
      }),
    campaignFigures: (scope, range) => read(scope, range, readFigures),
  }
}

const totalsOf = (sql: ScopedSql, window: DayWindow) => readDayTotals(sql, { from: window.previousFrom, to: window.to })
/** Echo from the day before the window, which `echoChange` compares with. */
const echoOf = (sql: ScopedSql, window: DayWindow) => readEchoHistory(sql, { from: window.from - 1, to: window.to })

async function readDashboard(sql: ScopedSql, window: DayWindow, now: Date): Promise<Dashboard> {
  const totals = await totalsOf(sql, window)
  const echo = await echoOf(sql, window)
  const coverage = await readCoverage(sql, window.range)
  const kpis = await readKpis(sql, window, { totals, echo, coverage })
  const painPoints = await readPainPoints(sql, window)
  const communities = await readCommunities(sql, window, echo, cardRows)
  const influencers = await readInfluencers(sql, window, echo, cardRows)
  const trend = await readTrend(sql, window, { totals, partialDays: coverage.partialDays })
  const wire = ({ from, to }: Range) => ({ from: from.toISOString(), to: to.toISOString() })
  const [range, previous] = [wire(window.range), wire(window.previous)]
  return {
    scope: requestOf(sql.scope),
    range,
    previous,
    kpis,
    insights: writeSentences({ kpis, painPoints: painPoints.rows, communities: communities.rows, influencers: influencers.rows, trend, range, previous }),
    painPoints: topGrowing(painPoints.rows).slice(0, cardRows + 1),
    communities: communities.rows,
    influencers: influencers.rows,
    heatmap: await readHeatmap(sql, window, { communities: communities.rows, painPoints: painPoints.rows }),
    trend,
    coverage,
    totals: { communities: communities.total, painPoints: painPoints.total, influencers: influencers.total },
    span: await readSpan(sql),
    asOf: now.toISOString(),
  }
}

async function readFigures(sql: ScopedSql, window: DayWindow): Promise<CampaignFigures> {
  const { kpis, insights } = await readDashboard(sql, window, new Date(0))
  const of = (id: Kpi['id']) => kpis.find((kpi) => kpi.id === id)
  return {
    threads: of('threads')?.value ?? 0,
    previousThreads: of('threads')?.previous ?? 0,
    positivity: of('positivity')?.value ?? null,
    series: (of('threads')?.series ?? []).map((value) => value ?? 0),
    sentences: insights.sentences,
  }
}
