import {
  type Bucket,
  type CampaignRow,
  type Community,
  type CommunityId,
  type Dashboard,
  type Heatmap,
  heatmapSide,
  type Influencer,
  type AdvisedSentence,
  type Kpi,
  type PainPoint,
  type PainPointId,
  type Range,
  type Scope,
  type ScopeEvent,
  type ScoutedAt,
  type ShareOfVoice,
  type ZonedTrend,
} from '@echoscope/domain'
import type { Sessions } from '../session.ts'
import { figuresOf } from './campaign-figures.ts'
import { readCoverage } from './coverage.ts'
import { readMentionsByDay } from './daily-mentions.ts'
import { readFigures, readDashboard, readPeople } from './dashboard.ts'
import { readDays } from './day-totals.ts'
import { readEchoes } from './echo.ts'
import { readEvents } from './events.ts'
import { heatmapOf } from './heatmap.ts'
import { inOrder, readMentions, withSeen } from './mentions.ts'
import { rememberReadings } from './remembered.ts'
import { readScouted } from './scouted.ts'
import { readShareOfVoice } from './share-of-voice.ts'
import { bucketOf, trendOf } from './trend.ts'
import { readWindows } from './windows.ts'

export interface TrendOptions {
  /** Absent: by the length of the range. */
  readonly bucket?: Bucket | undefined
  readonly painPointIds?: readonly PainPointId[] | undefined
  readonly communityId?: CommunityId | undefined
}
export interface ListOptions {
  /** Rows at most; absent: 500. */
  readonly limit?: number | undefined
}

export interface CampaignFigures extends Pick<CampaignRow, 'threads' | 'previousThreads' | 'positivity' | 'series' | 'dayZone'> {
  readonly sentences: readonly AdvisedSentence[]
}

/** Every number of a scope, as metrics.md defines it (the formulas are the domain's). Each call is one snapshot of one scope. */
export interface Analytics {
  /** All cards from one snapshot, so that they agree with each other. */
  dashboard(scope: Scope, range: Range, now: Date): Promise<Dashboard>
  kpis(scope: Scope, range: Range): Promise<Kpi[]>
  /** `growing` (as on the dashboard): risers alone. `volume`: everything mentioned in the range. */
  painPoints(scope: Scope, range: Range, options?: ListOptions & { order?: 'growing' | 'volume' | undefined }): Promise<PainPoint[]>
  /** The watchlist: communities with a thread in the 30 days that end with the range. */
  communities(scope: Scope, range: Range, options?: ListOptions): Promise<Community[]>
  influencers(scope: Scope, range: Range, options?: ListOptions): Promise<Influencer[]>
  heatmap(scope: Scope, range: Range): Promise<Heatmap>
  trend(scope: Scope, range: Range, options?: TrendOptions): Promise<ZonedTrend>
  /** The brand and its competitors, by the threads that name them. */
  shareOfVoice(scope: Scope, range: Range): Promise<ShareOfVoice>
  /** What stands out: hours with far more or no threads, pain points nobody named before. */
  events(scope: Scope, range: Range): Promise<ScopeEvent[]>
  /** When its sources were asked: the newest 2,000 times of the range, oldest first. */
  scouted(scope: Scope, range: Range): Promise<ScoutedAt[]>
  /** What Campaign Analytics shows of one campaign, read in its own scope. The caller enters each campaign in turn and adds nothing up. */
  campaignFigures(scope: Scope, range: Range): Promise<CampaignFigures>
}

const longest = 500

export function createAnalytics(sessions: Sessions): Analytics {
  const remember = rememberReadings<Dashboard>()
  const dashboard: Analytics['dashboard'] = (scope, range, now) =>
    sessions.readScope(scope, async (sql) => {
      const reading = await remember(sql, range, async () => readDashboard(sql, await readWindows(sql, range), now))
      return { ...reading, asOf: now.toISOString() }
    })
  return {
    dashboard,
    kpis: (scope, range) => sessions.readScope(scope, async (sql) => (await readFigures(sql, await readWindows(sql, range))).kpis),
    painPoints: (scope, range, { order = 'growing', limit = longest } = {}) =>
      sessions.readScope(scope, async (sql) => {
        const { painPoints } = await readMentions(sql, await readWindows(sql, range), { limit, side: 0 })
        return withSeen(sql, inOrder(painPoints, order).slice(0, limit))
      }),
    communities: (scope, range, { limit = longest } = {}) =>
      sessions.readScope(scope, async (sql) => {
        const windows = await readWindows(sql, range)
        const { distinct } = await readMentions(sql, windows, { limit: 0, side: 0 })
        return (await readPeople(sql, windows, { echoes: await readEchoes(sql, windows, distinct), watched: limit, limit: 0 })).communities
      }),
    influencers: (scope, range, { limit = longest } = {}) =>
      sessions.readScope(scope, async (sql) => {
        const windows = await readWindows(sql, range)
        const { distinct } = await readMentions(sql, windows, { limit: 0, side: 0 })
        return (await readPeople(sql, windows, { echoes: await readEchoes(sql, windows, distinct), watched: 0, limit })).influencers
      }),
    heatmap: (scope, range) =>
      sessions.readScope(scope, async (sql) => {
        const windows = await readWindows(sql, range)
        const mentions = await readMentions(sql, windows, { limit: heatmapSide, side: heatmapSide })
        return heatmapOf((await readEchoes(sql, windows, mentions.distinct)).active, mentions)
      }),
    trend: (scope, range, { bucket, painPointIds = [], communityId } = {}) =>
      sessions.readScope(scope, async (sql) => {
        const windows = await readWindows(sql, range)
        const days = await readDays(sql, windows, communityId)
        const collection = await readCoverage(sql, windows, windows.previousFrom)
        const lines = painPointIds.length === 0 ? [] : await readMentionsByDay(sql, windows, { ids: painPointIds, communityId })
        const trend = trendOf(windows, {
          days,
          coverage: collection.over(range),
          unreadDays: collection.unreadDays,
          bucket: bucket ?? bucketOf(windows.length),
          lines: painPointIds.flatMap((id) => lines.filter((line) => line.id === id)),
          mentionsFrom: windows.from,
        })
        return { ...trend, timeZone: windows.zone.name }
      }),
    shareOfVoice: (scope, range) => sessions.readScope(scope, async (sql) => readShareOfVoice(sql, await readWindows(sql, range))),
    events: (scope, range) => sessions.readScope(scope, async (sql) => readEvents(sql, await readWindows(sql, range))),
    scouted: (scope, range) => sessions.readScope(scope, async (sql) => readScouted(sql, await readWindows(sql, range))),
    campaignFigures: async (scope, range) => figuresOf(await dashboard(scope, range, range.to)),
  }
}
