import {
  type Community,
  type Dashboard,
  daysText,
  heatmapSide,
  type Influencer,
  type Kpi,
  nothingBefore,
  requestOf,
  type SentenceInput,
  type Trend,
  writeSentences,
} from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { readCosts } from './costs.ts'
import { type Collection, readCoverage } from './coverage.ts'
import { growingByDay, readDailyMentions } from './daily-mentions.ts'
import { readDays } from './day-totals.ts'
import { type Echoes, readEchoes } from './echo.ts'
import { readHourEvents } from './hour-events.ts'
import { heatmapOf } from './heatmap.ts'
import { kpisOf } from './kpis.ts'
import { byMentions, inOrder, type Mentions, readMentions, withSeen } from './mentions.ts'
import { bucketOf, trendOf } from './trend.ts'
import { readVoices } from './voices.ts'
import { addDays, type Windows } from './windows.ts'

/** Rows of each list on a dashboard; the whole lists are procedures of their own. */
const shown = 12
/** Lines over the trend that a dashboard brings along. */
const overlaid = 4

interface Read extends Figures, People {
  readonly trend: Trend
  readonly frame: Pick<SentenceInput, 'range' | 'previous' | 'timeZone' | 'nothingBefore'>
}

/** What sentences about a scope are written from, and counted again by; lists with at most `limit` rows. */
export async function readFacts(sql: ScopedSql, windows: Windows, limit: number): Promise<SentenceInput> {
  const { kpis, mentions, communities, influencers, trend, frame } = await readAll(sql, windows, limit)
  return { kpis, painPoints: mentions.painPoints.toSorted(byMentions), communities, influencers, trend, events: await readHourEvents(sql, windows), ...frame }
}

async function readAll(sql: ScopedSql, windows: Windows, limit: number): Promise<Read> {
  const figures = await readFigures(sql, windows, limit)
  const { days, mentions, echoes, daily, collection } = figures
  const people = await readPeople(sql, windows, { echoes, watched: limit, limit })
  const growing = inOrder(mentions.painPoints, 'growing').slice(0, shown)
  const lines = (growing.length > 0 ? growing : mentions.painPoints.toSorted(byMentions)).slice(0, overlaid)
  const trend = trendOf(windows, {
    days,
    coverage: collection.over(windows.range),
    unreadDays: collection.unreadDays,
    bucket: bucketOf(windows.length),
    lines: lines.flatMap(({ id }) => daily.filter((line) => line.id === id)),
    mentionsFrom: addDays(windows.previousFrom, -windows.length),
  })
  const { span } = collection
  const frame = {
    range: daysText(windows.range),
    previous: daysText(windows.previous),
    timeZone: windows.zone.name,
    nothingBefore: nothingBefore({ previous: windows.previous, first: span?.first ?? null, coverageOver: collection.over, zone: windows.zone }),
  }
  return { ...figures, ...people, trend, frame }
}

/** Every card of one scope's dashboard, read in the transaction of `sql`. */
export async function readDashboard(sql: ScopedSql, windows: Windows, now: Date): Promise<Dashboard> {
  const { mentions, echoes, kpis, collection, communities, influencers, count, trend, frame } = await readAll(sql, windows, shown)
  const { span } = collection
  return {
    scope: requestOf(sql.scope),
    ...frame,
    kpis,
    // Hours are read for what is written and kept: over 86 days with 100,000 threads they take 200 ms, three times all cards together.
    insights: writeSentences({ kpis, painPoints: mentions.painPoints, communities, influencers, trend, events: [], ...frame }),
    painPoints: await withSeen(sql, inOrder(mentions.painPoints, 'growing').slice(0, shown)),
    communities,
    influencers,
    heatmap: heatmapOf(echoes.active, mentions),
    trend,
    coverage: collection.over(windows.range),
    totals: { communities: echoes.active.length, painPoints: mentions.count, influencers: count },
    span,
    asOf: now.toISOString(),
  }
}

interface Figures {
  readonly days: Awaited<ReturnType<typeof readDays>>
  readonly mentions: Mentions
  readonly echoes: Echoes
  readonly daily: Awaited<ReturnType<typeof readDailyMentions>>
  readonly kpis: Kpi[]
  readonly collection: Collection
}

/** The cards, and the readings they are made of. */
export async function readFigures(sql: ScopedSql, windows: Windows, limit = shown): Promise<Figures> {
  const echoFrom = addDays(windows.from, -30)
  const days = await readDays(sql, windows)
  const mentions = await readMentions(sql, windows, { limit, side: heatmapSide })
  const echoes = await readEchoes(sql, windows, mentions.distinct)
  const daily = await readDailyMentions(
    sql,
    windows,
    mentions.painPoints.map(({ id }) => id),
  )
  const costs = await readCosts(sql, windows)
  const collection = await readCoverage(sql, windows, echoFrom)
  const kpis = kpisOf(windows, {
    days,
    highEcho: echoes.high,
    growing: growingByDay(daily, windows.length),
    activeCommunities: echoes.active.length,
    painPoints: mentions.count,
    costs,
    coverageOver: collection.over,
    unreadDays: collection.unreadDays,
    echoFrom: new Date(echoFrom),
  })
  return { days, mentions, echoes, daily, kpis, collection }
}

interface People {
  readonly communities: Community[]
  readonly influencers: Influencer[]
  readonly count: number
}

/** The watchlist with its key voices, and the pulse: both from one reading of the authors. */
export async function readPeople(
  sql: ScopedSql,
  windows: Windows,
  { echoes, watched, limit }: { readonly echoes: Echoes; readonly watched: number; readonly limit: number },
): Promise<People> {
  const watchlist = echoes.active.slice(0, watched)
  const voices = await readVoices(sql, windows, {
    echo: new Map(echoes.active.map(({ id, echoScore }) => [id, echoScore])),
    watched: watchlist.map(({ id }) => id),
    limit,
  })
  return {
    communities: watchlist.map((community) => ({ ...community, keyVoice: voices.keyVoices.get(community.id) ?? null })),
    influencers: [...voices.influencers],
    count: voices.count,
  }
}
