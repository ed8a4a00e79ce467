import {
  type CommunityId,
  dayString,
  type Entity,
  labelOf,
  type Match,
  notFound,
  type PainPointId,
  type PostField,
  type Range,
  type Scope,
  type Thread,
  type ThreadFilter,
  type ThreadId,
  type ThreadPage,
  type ThreadUpdate,
  type Triage,
  type WorkspaceId,
} from '@echoscope/domain'
import { assignments } from './assignments.ts'
import { copiesShown } from './copies/shown.ts'
import { editedMeanwhile } from './edited-meanwhile.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { onDays, readDayZone } from './day-zone.ts'
import { lockScope } from './lock-scope.ts'
import { recomputeDays } from './rollups.ts'
import type { ScopedSql, Sessions } from './session.ts'

export interface ThreadQuery {
  /** By publication day; absent: all time. */
  readonly range?: Range | undefined
  readonly filter?: ThreadFilter | undefined
  readonly sort?: 'newest' | 'oldest' | 'engagement' | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface Threads {
  /** A page and the number of all threads that match: the number on a card and its list are the same predicate. */
  list(scope: Scope, query: ThreadQuery): Promise<ThreadPage>
  get(scope: Scope, id: ThreadId): Promise<Thread>
  /**
   * A user's triage, note or sentiment. `edited_meanwhile` when `revision` is not the stored one. A corrected sentiment counts at once: the
   * roll-ups of the thread's day are recomputed in the same transaction.
   */
  update(scope: Scope, edit: Omit<ThreadUpdate, 'scope'>): Promise<Thread>
}

const defaultLimit = 50

export function createThreads(sessions: Sessions): Threads {
  return {
    list: (scope, query) => sessions.readScope(scope, (sql) => listThreads(sql, query)),
    get: (scope, id) => sessions.readScope(scope, (sql) => getThread(sql, id)),
    update: (scope, edit) => sessions.inScope(scope, (sql) => updateThread(sql, scope.workspaceId, edit)),
  }
}

/** How each order reads its cursor back; ids break ties, so that no thread is on two pages or on none. */
const orders = {
  newest: { column: 't.published_at', cast: 'timestamptz', direction: 'DESC', after: '<' },
  oldest: { column: 't.published_at', cast: 'timestamptz', direction: 'ASC', after: '>' },
  engagement: { column: 't.engagement', cast: 'bigint', direction: 'DESC', after: '<' },
} as const

async function listThreads(sql: ScopedSql, { range, filter = {}, sort = 'newest', cursor, limit = defaultLimit }: ThreadQuery): Promise<ThreadPage> {
  const order = orders[sort]
  const { text, params } = predicate(sql, range, filter)
  const page = [...params]
  let after = ''
  if (cursor !== undefined) {
    const from = decodeCursor(cursor, sort === 'engagement' ? 'count' : 'instant')
    page.push(from.value, from.id)
    after = `AND (${order.column}, t.id) ${order.after} ($${page.length - 1}::${order.cast}, $${page.length}::uuid)`
  }
  page.push(limit + 1)
  const of = predicate(sql, range, omitStatus(filter))
  const counts = await sql.all<{ status: Triage; n: number }>(
    `SELECT t.status, count(*)::int AS n FROM threads t WHERE ${of.text} GROUP BY t.status`,
    of.params,
  )
  const byStatus = { ...noThreads, ...Object.fromEntries(counts.map(({ status, n }) => [status, n])) }
  const rows = await sql.all<Row & { cursor_value: string }>(
    `SELECT ${columns}, ${order.column}::text AS cursor_value
     FROM (SELECT * FROM threads t WHERE ${text} ${after} ORDER BY ${order.column} ${order.direction}, t.id ${order.direction} LIMIT $${page.length}) t
     JOIN communities c ON ${sql.within('c')} AND c.id = t.community_id
     LEFT JOIN influencers i ON ${sql.within('i')} AND i.id = t.influencer_id
     ORDER BY ${order.column} ${order.direction}, t.id ${order.direction}`,
    page,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await whole(sql, shown),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ value: last.cursor_value, id: last.id }) : null,
    total: filter.status === undefined ? counts.reduce((sum, { n }) => sum + n, 0) : byStatus[filter.status],
    byStatus,
    timeZone: (await readDayZone(sql)).name,
  }
}

const noThreads: ThreadPage['byStatus'] = { new: 0, open: 0, done: 0, ignored: 0 }
const omitStatus = ({ status: _, ...rest }: ThreadFilter): ThreadFilter => rest

/** The filter as SQL on `threads t`; thresholds of sentiment as in `labelOf`. */
function predicate(sql: ScopedSql, range: Range | undefined, filter: ThreadFilter): { text: string; params: unknown[] } {
  const params: unknown[] = []
  const conditions = [sql.within('t')]
  const add = (condition: (param: string) => string, value: unknown): void => {
    params.push(value)
    conditions.push(condition(`$${params.length}`))
  }
  if (range !== undefined) {
    params.push(dayString(range.from), dayString(range.to))
    conditions.push(onDays('$1', '$2'))
  }
  if (filter.communityId !== undefined) add((param) => `t.community_id = ${param}::uuid`, filter.communityId)
  if (filter.painPointId !== undefined)
    add(
      // One that counts for another since opens what it counts for: a page that is open may still name it.
      (param) =>
        `EXISTS (SELECT FROM thread_pain_points p WHERE ${sql.within('p')} AND p.thread_id = t.id AND p.pain_point_id = (
           SELECT coalesce(m.merged_into, m.id) FROM pain_points m WHERE ${sql.within('m')} AND m.id = ${param}::uuid))`,
      filter.painPointId,
    )
  if (filter.author !== undefined)
    add((param) => `t.influencer_id IN (SELECT i.id FROM influencers i WHERE ${sql.within('i')} AND i.username = ${param})`, filter.author)
  if (filter.names !== undefined) add((param) => `t.entities @> jsonb_build_array(jsonb_build_object('name', ${param}::text))`, filter.names)
  if (filter.status !== undefined) add((param) => `t.status = ${param}`, filter.status)
  if (filter.source !== undefined) add((param) => `(t.source = ${param} OR t.platform = ${param})`, filter.source)
  if (filter.platform !== undefined) add((param) => `t.platform = ${param}`, filter.platform)
  if (filter.text !== undefined && filter.text.trim() !== '')
    add((param) => `(t.title ILIKE ${param} OR t.body ILIKE ${param})`, `%${filter.text.trim().replaceAll(/[\\%_]/g, '\\$&')}%`)
  if (filter.byBot !== undefined) conditions.push(filter.byBot ? 't.by_bot' : 'NOT t.by_bot')
  if (filter.sentiment !== undefined) conditions.push(sentimentCondition[filter.sentiment])
  return { text: conditions.join(' AND '), params }
}

const sentimentCondition = {
  positive: 't.sentiment >= 0.2',
  negative: 't.sentiment <= -0.2',
  neutral: 't.sentiment > -0.2 AND t.sentiment < 0.2',
} as const

const columns = `t.id, t.external_id, t.source, t.url, t.title, t.body, t.community_id, c.name AS community_name, c.platform AS community_platform,
  i.username AS author, t.published_at, t.collected_at, t.score, t.comments, t.language, t.sentiment, t.sentiment_correction, t.model_sentiment,
  t.status, t.assignee, t.note, t.revision, t.matches, t.entities, t.by_bot, t.spam, t.spam_signs, t.gone, t.day::text AS day`

interface Row {
  id: ThreadId
  external_id: string
  source: string
  url: string
  title: string
  body: string
  community_id: CommunityId
  community_name: string
  community_platform: string
  author: string | null
  published_at: Date
  collected_at: Date
  score: number | null
  comments: number
  language: string
  sentiment: number
  sentiment_correction: number | null
  model_sentiment: number
  status: Triage
  assignee: string | null
  note: string
  revision: number
  matches: Match[]
  entities: Entity[]
  by_bot: boolean
  spam: number | null
  spam_signs: string[]
  gone: Thread['gone']
  day: string
}
interface TagRow {
  thread_id: ThreadId
  id: PainPointId
  keyword: string
  field: PostField
  start: number
  end: number
}

/** With what hangs on them: pain points and copies. */
async function whole(sql: ScopedSql, rows: readonly Row[]): Promise<Thread[]> {
  if (rows.length === 0) return []
  const tags = await sql.all<TagRow>(
    `SELECT l.thread_id, p.id, coalesce(p.name, p.keyword) AS keyword, l.field, l.span_start AS start, l.span_end AS end
     FROM thread_pain_points l JOIN pain_points p ON ${sql.within('p')} AND p.id = l.pain_point_id
     WHERE ${sql.within('l')} AND l.thread_id = ANY($1::uuid[]) AND l.span_end IS NOT NULL ORDER BY l.field DESC, l.span_start, keyword`,
    [rows.map((row) => row.id)],
  )
  const byThread = Map.groupBy(tags, (tag) => tag.thread_id)
  const copies = await copiesShown(
    sql,
    rows.map((row) => row.id),
  )
  return rows.map((row) => toThread(row, byThread.get(row.id) ?? [], copies.get(row.id) ?? noCopies))
}

const noCopies = { count: 0, places: [] }

const toThread = (row: Row, tags: readonly TagRow[], copies: Thread['copies']): Thread => ({
  id: row.id,
  externalId: row.external_id,
  source: row.source,
  url: row.url,
  title: row.title,
  body: row.body,
  community: { id: row.community_id, name: row.community_name, platform: row.community_platform },
  author: row.author,
  gone: row.gone,
  publishedAt: row.published_at.toISOString(),
  day: row.day,
  collectedAt: row.collected_at.toISOString(),
  score: row.score,
  comments: row.comments,
  language: row.language,
  sentiment: row.sentiment,
  sentimentLabel: labelOf(row.sentiment),
  sentimentCorrection: row.sentiment_correction,
  modelSentiment: row.model_sentiment,
  status: row.status,
  assignee: row.assignee,
  note: row.note,
  revision: row.revision,
  matches: row.matches,
  entities: row.entities,
  byBot: row.by_bot,
  spam: row.spam === null ? null : { score: row.spam, signs: row.spam_signs },
  painPoints: tags.map(({ id, keyword, field, start, end }) => ({ id, keyword, field, start, end })),
  copies,
})

async function find(sql: ScopedSql, id: ThreadId): Promise<Row> {
  const row = await sql.first<Row>(
    `SELECT ${columns} FROM threads t
     JOIN communities c ON ${sql.within('c')} AND c.id = t.community_id
     LEFT JOIN influencers i ON ${sql.within('i')} AND i.id = t.influencer_id
     WHERE ${sql.within('t')} AND t.id = $1`,
    [id],
  )
  if (row === null) throw notFound('thread')
  return row
}

async function getThread(sql: ScopedSql, id: ThreadId): Promise<Thread> {
  const [thread] = await whole(sql, [await find(sql, id)])
  if (thread === undefined) throw notFound('thread')
  return thread
}

async function updateThread(
  sql: ScopedSql,
  workspaceId: WorkspaceId,
  { threadId, revision, status, assignee, note, sentiment }: Omit<ThreadUpdate, 'scope'>,
): Promise<Thread> {
  // A corrected sentiment changes the roll-ups of its day.
  if (sentiment !== undefined) await lockScope(sql)
  const before = await find(sql, threadId)
  const set = assignments({ status, assignee, note, sentiment_correction: sentiment }, 3)
  const changed = await sql.run(`UPDATE threads SET ${set.text} revision = revision + 1 WHERE ${sql.within()} AND id = $1 AND revision = $2`, [
    threadId,
    revision,
    ...set.params,
  ])
  if (changed === 0) throw await editedMeanwhile(sql, workspaceId, { what: 'thread', id: threadId, revision: (await find(sql, threadId)).revision })
  if (sentiment !== undefined && sentiment !== before.sentiment_correction) await recomputeDays(sql, [{ communityId: before.community_id, day: before.day }])
  return getThread(sql, threadId)
}
