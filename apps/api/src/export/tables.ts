import type { CampaignRow, Community, HeldBack, Influencer, Kpi, PainPoint, Run, ShareOfVoice, Thread } from '@echoscope/domain'
import type { appRouter } from '../routers/root.ts'
import type { CsvValue } from './csv.ts'

type Call = ReturnType<typeof appRouter.createCaller>

/** A page of rows; the cursor of the next one, null after the last. */
interface Rows {
  readonly rows: readonly object[]
  readonly nextCursor: string | null
  /** Of the days in it; null: there are none. */
  readonly timeZone: string | null
}
export interface Table {
  /** Asks the procedure that the page itself asks, with the same input: whoever may not call it gets no export of it. */
  page(call: Call, input: unknown, cursor: string | undefined): Promise<Rows>
  readonly columns: readonly string[]
  readonly toLine: (row: object) => readonly CsvValue[]
}

type Column<Row> = readonly [name: string, of: (row: Row) => CsvValue]
/** Beside days: whose they are. */
const zone: Column<object> = ['timeZone', (row) => ('timeZone' in row && typeof row.timeZone === 'string' ? row.timeZone : null)]

function table<Row extends object>(
  columns: readonly Column<Row>[],
  page: (call: Call, input: unknown, cursor: string | undefined) => Promise<Whole<Row>>,
): Table {
  return {
    page: async (call, input, cursor) => {
      const { items, nextCursor = null, timeZone = null } = await page(call, input, cursor)
      return { rows: timeZone === null ? items : items.map((item) => ({ ...item, timeZone })), nextCursor, timeZone }
    },
    columns: columns.map(([name]) => name),
    toLine: (row) => columns.map(([, of]) => of(row as Row)),
  }
}
interface Whole<Row> {
  readonly items: readonly Row[]
  readonly nextCursor?: string | null
  readonly timeZone?: string
}

const pageSize = 200
const runsPageSize = 100
const campaignsPageSize = 50
/** The input as it was sent, with a page's cursor: the procedure itself says what is wrong with it. */
const paged = (input: unknown, cursor: string | undefined, limit: number): never =>
  ({ ...(typeof input === 'object' ? input : { input }), limit, ...(cursor !== undefined && { cursor }) }) as never

const thread: readonly Column<Thread>[] = [
  ['publishedAt', (row) => row.publishedAt],
  ['collectedAt', (row) => row.collectedAt],
  ['platform', (row) => row.community.platform],
  ['community', (row) => row.community.name],
  ['source', (row) => row.source],
  ['author', (row) => row.author],
  ['title', (row) => row.title],
  ['body', (row) => row.body],
  ['url', (row) => row.url],
  ['score', (row) => row.score],
  ['comments', (row) => row.comments],
  ['language', (row) => row.language],
  ['sentiment', (row) => row.sentiment],
  ['sentimentLabel', (row) => row.sentimentLabel],
  ['corrected', (row) => row.sentimentCorrection !== null],
  ['painPoints', (row) => [...new Set(row.painPoints.map(({ keyword }) => keyword))].join('; ')],
  ['matchedTerms', (row) => [...new Set(row.matches.map(({ term }) => term))].join('; ')],
  ['status', (row) => row.status],
  ['assignee', (row) => row.assignee],
  ['note', (row) => row.note],
  ['gone', (row) => row.gone],
  ['byBot', (row) => row.byBot],
  ['copies', (row) => row.copies.count],
  ['id', (row) => row.id],
  ['externalId', (row) => row.externalId],
  ['day', (row) => row.day],
  zone,
]
const painPoint: readonly Column<PainPoint>[] = [
  ['painPoint', (row) => row.keyword],
  ['mentions', (row) => row.mentions],
  ['previous', (row) => row.previous],
  ['growthPercent', (row) => row.growth],
  ['new', (row) => row.isNew],
  ['ratioLow95', (row) => row.ratio.low],
  ['ratioHigh95', (row) => row.ratio.high],
  ['significant', (row) => row.significant],
  ['meanSentiment', (row) => row.sentiment],
  ['communities', (row) => row.communities],
  ['firstSeen', (row) => row.firstSeen],
  ['lastSeen', (row) => row.lastSeen],
  ['id', (row) => row.id],
  zone,
]
const community: readonly Column<Community>[] = [
  ['rank', (row) => row.rank],
  ['community', (row) => row.name],
  ['platform', (row) => row.platform],
  ['url', (row) => row.url],
  ['members', (row) => row.members],
  ['echoScore', (row) => row.echoScore],
  ['echoChange', (row) => row.echoChange],
  ['threads', (row) => row.threads],
  ['engagement', (row) => row.engagement],
  ['meanSentiment', (row) => row.sentiment],
  ['keyVoice', (row) => row.keyVoice?.username ?? null],
  ['id', (row) => row.id],
]
const voice: readonly Column<Influencer>[] = [
  ['voice', (row) => row.username],
  ['platform', (row) => row.platform],
  ['url', (row) => row.url],
  ['threads', (row) => row.posts],
  ['engagement', (row) => row.engagement],
  ['communities', (row) => row.communities.join('; ')],
  ['meanSentiment', (row) => row.sentiment],
  ['influence', (row) => row.influence],
  ['reach', (row) => row.reach],
  ['authority', (row) => row.authority],
  ['advocacy', (row) => row.advocacy],
  ['relevance', (row) => row.relevance],
  ['level', (row) => row.level],
  ['stance', (row) => row.stance],
  ['id', (row) => row.id],
]
const kpi: readonly Column<Kpi>[] = [
  ['figure', (row) => row.id],
  ['value', (row) => row.value],
  ['previous', (row) => row.previous],
  ['change', (row) => row.change],
  ['unit', (row) => row.unit],
  ['n', (row) => row.n],
  ['nOf', (row) => row.nOf],
  ['partial', (row) => row.partial],
  ['definition', (row) => row.definition],
  ['version', (row) => row.version],
]
const run: readonly Column<Run>[] = [
  ['requestedAt', (row) => row.requestedAt],
  ['startedAt', (row) => row.startedAt],
  ['finishedAt', (row) => row.finishedAt],
  ['status', (row) => row.status],
  ['reason', (row) => row.reason],
  ['trigger', (row) => row.trigger],
  ['mode', (row) => row.mode],
  ['sources', (row) => row.sources.map(({ source }) => source).join('; ')],
  ['fetched', (row) => row.fetched],
  ['matched', (row) => row.matched],
  ['stored', (row) => row.stored],
  ['updated', (row) => row.updated],
  ['unchanged', (row) => row.unchanged],
  ['errors', (row) => row.errors],
  ['id', (row) => row.id],
]
const heldBack: readonly Column<HeldBack>[] = [
  ['publishedAt', (row) => row.publishedAt],
  ['heldAt', (row) => row.heldAt],
  ['reason', (row) => row.reason],
  ['detail', (row) => row.detail],
  ['platform', (row) => row.platform],
  ['community', (row) => row.community],
  ['author', (row) => row.author],
  ['title', (row) => row.title],
  ['body', (row) => row.body],
  ['url', (row) => row.url],
  ['ruleVersion', (row) => row.ruleVersion],
]
const campaign: readonly Column<CampaignRow>[] = [
  ['campaign', (row) => row.name],
  ['status', (row) => row.status],
  ['threads', (row) => row.threads],
  ['previousThreads', (row) => row.previousThreads],
  ['positivity', (row) => row.positivity],
  ['cron', (row) => row.schedule?.cron ?? null],
  ['timeZone', (row) => row.schedule?.timeZone ?? null],
  ['nextRunAt', (row) => row.nextRunAt],
  ['id', (row) => row.id],
  ['dayZone', (row) => row.dayZone],
]
const voiceShare: readonly Column<ShareOfVoice['voices'][number]>[] = [
  ['name', (row) => row.name],
  ['kind', (row) => row.kind],
  ['threads', (row) => row.threads],
  ['share', (row) => row.share],
]
interface Cell {
  readonly community: string
  readonly painPoint: string
  readonly mentions: number
  readonly previous: number
  readonly growth: number | null
  readonly sentiment: number | null
}
const cell: readonly Column<Cell>[] = [
  ['community', (row) => row.community],
  ['painPoint', (row) => row.painPoint],
  ['mentions', (row) => row.mentions],
  ['previous', (row) => row.previous],
  ['growthPercent', (row) => row.growth],
  ['meanSentiment', (row) => row.sentiment],
]
interface Point {
  readonly start: string
  readonly threads: number
  readonly engagement: number
  readonly positivity: number | null
  readonly partial: boolean
}
const point: readonly Column<Point>[] = [
  ['start', (row) => row.start],
  ['threads', (row) => row.threads],
  ['engagement', (row) => row.engagement],
  ['positivity', (row) => row.positivity],
  ['partial', (row) => row.partial],
  zone,
]

/** Everything that stands on a page as a table, or behind a chart. Moments are UTC, in ISO 8601; days are those of the zone that stands beside them. */
export const tables = {
  threads: table(thread, (call, input, cursor) => call.threads.list(paged(input, cursor, pageSize))),
  'held-back': table(heldBack, (call, input, cursor) => call.threads.heldBack(paged(input, cursor, pageSize))),
  runs: table(run, (call, input, cursor) => call.scouts.list(paged(input, cursor, runsPageSize))),
  'key-figures': table(kpi, (call, input) => call.analytics.kpis(input as never)),
  'pain-points': table(painPoint, (call, input) => call.analytics.painPoints(input as never)),
  communities: table(community, (call, input) => call.analytics.communities(input as never)),
  voices: table(voice, (call, input) => call.analytics.influencers(input as never)),
  campaigns: table(campaign, async (call, input, cursor) => {
    const { campaigns, nextCursor } = await call.analytics.campaigns(paged(input, cursor, campaignsPageSize))
    return { items: campaigns, nextCursor }
  }),
  'share-of-voice': table(voiceShare, async (call, input) => ({ items: (await call.analytics.shareOfVoice(input as never)).voices })),
  trend: table(point, async (call, input) => {
    const { points, timeZone } = await call.analytics.trend(input as never)
    return { items: points, timeZone }
  }),
  matrix: table(cell, async (call, input) => {
    const { cells, communities, painPoints } = await call.analytics.heatmap(input as never)
    const name = new Map<string, string>([
      ...communities.map(({ id, name }) => [id, name] as const),
      ...painPoints.map(({ id, keyword }) => [id, keyword] as const),
    ])
    return { items: cells.map((each) => ({ ...each, community: name.get(each.communityId) ?? '', painPoint: name.get(each.painPointId) ?? '' })) }
  }),
} as const satisfies Readonly<Record<string, Table>>

export type TableName = keyof typeof tables
export const isTableName = (name: string): name is TableName => Object.hasOwn(tables, name)
