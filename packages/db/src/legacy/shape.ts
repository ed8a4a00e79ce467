import { DomainError } from '@echoscope/domain'
import pg from 'pg'

/** The tables of the old shape, and the names each was seen under. Case and underscores do not count. */
const tableNames = {
  brands: ['brands', 'brand'],
  campaigns: ['campaigns', 'campaign'],
  communities: ['communities', 'community'],
  influencers: ['influencers', 'influencer'],
  threads: ['threads', 'thread', 'posts', 'post'],
  pain_points: ['pain_points', 'pain_point'],
  thread_pain_points: ['thread_pain_points', 'thread_pain_point', 'threads_pain_points', 'pain_point_threads', 'pain_points_threads', 'pain_point_thread'],
  insights: ['insights', 'insight'],
  ai_insights: ['ai_insights', 'ai_insight'],
} as const
export type OldTableName = keyof typeof tableNames
export const oldTableNames = Object.keys(tableNames) as OldTableName[]

/** The columns that are read, and the names each was seen under, the first that exists wins. */
const columnNames = {
  id: ['id', 'uuid'],
  brandId: ['brand_id'],
  campaignId: ['campaign_id'],
  communityId: ['community_id'],
  name: ['name', 'display_name', 'brand_name', 'campaign_name', 'community_name', 'title'],
  website: ['website', 'website_url', 'url', 'domain'],
  description: ['description'],
  industry: ['industry', 'category'],
  keywords: ['primary_keywords', 'keywords', 'search_keywords', 'target_keywords'],
  productKeywords: ['product_keywords', 'products'],
  excludeKeywords: ['exclude_keywords', 'excluded_keywords', 'negative_keywords', 'exclusions'],
  competitors: ['competitors'],
  sources: ['sources', 'platforms'],
  communities: ['communities', 'target_communities'],
  metadata: ['metadata', 'meta'],
  scheduleInterval: ['schedule_interval', 'schedule', 'scout_interval'],
  timeZone: ['time_zone', 'timezone'],
  startsAt: ['starts_at', 'start_at', 'start_date'],
  endsAt: ['ends_at', 'end_at', 'end_date'],
  status: ['status'],
  isActive: ['is_active', 'active'],
  error: ['error', 'error_message', 'last_error', 'status_reason'],
  lastRunAt: ['last_run_at', 'last_run', 'last_scouted_at'],
  createdAt: ['created_at', 'created'],
  updatedAt: ['updated_at', 'updated'],
  platform: ['platform', 'source'],
  url: ['url', 'permalink', 'thread_url', 'profile_url', 'link'],
  members: ['members', 'member_count', 'members_count', 'subscribers', 'subscriber_count'],
  username: ['username', 'user_name', 'handle', 'name', 'author'],
  externalId: ['thread_id', 'external_id', 'platform_thread_id', 'external_thread_id', 'post_id', 'platform_id', 'reddit_id'],
  parentExternalId: ['parent_external_id', 'parent_thread_id', 'parent_id'],
  title: ['title'],
  body: ['body', 'content', 'selftext', 'text'],
  author: ['author', 'author_username', 'author_name', 'username'],
  publishedAt: ['published_at', 'posted_at', 'thread_created_at', 'post_created_at', 'platform_created_at', 'created_utc'],
  collectedAt: ['collected_at', 'scraped_at', 'fetched_at', 'discovered_at'],
  analyzedAt: ['analyzed_at', 'analysed_at'],
  score: ['score', 'upvotes', 'ups', 'likes', 'points'],
  comments: ['comments', 'comment_count', 'comments_count', 'num_comments', 'reply_count', 'replies'],
  sentiment: ['sentiment_score', 'sentiment'],
  language: ['language', 'lang'],
  keyword: ['keyword', 'name', 'title', 'phrase', 'label', 'pain_point'],
  month: ['month', 'month_year', 'period'],
  mentions: ['mentions', 'mention_count', 'mentions_count', 'frequency', 'count', 'thread_count'],
  threadId: ['thread_id', 'thread_uuid'],
  painPointId: ['pain_point_id', 'pain_point_uuid'],
  insights: ['insights'],
  aiInsights: ['ai_insights'],
} as const
export type OldColumn = keyof typeof columnNames

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** One table as it stands there. Every expression gives text, so that nothing a cell holds can fail. */
export interface OldTable {
  readonly exists: boolean
  /** What to read FROM, under the alias. */
  from(alias: string): string
  has(column: OldColumn): boolean
  /** The column as text; `NULL` where there is none. */
  text(column: OldColumn, alias?: string): string
  /** An id as text in lower case. */
  id(column: OldColumn, alias?: string): string
  /** The column as JSON text, so that lists, objects and plain texts can be told apart. */
  json(column: OldColumn, alias?: string): string
  /** The whole row as JSON text. */
  row(alias?: string): string
  /** An SQL condition: a column other than these holds something. */
  saysMore(than: readonly OldColumn[], alias?: string): string
}
export type Shape = Readonly<Record<OldTableName, OldTable>>

interface ColumnRow {
  schema: string
  table: string
  column: string
  type: string
}
export type Query = <Row extends object>(text: string) => Promise<Row[]>

/** Looks at what is there. `wrong_state` where it is no database of the old shape. */
export async function readShape(query: Query): Promise<Shape> {
  const columns = await query<ColumnRow>(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
     WHERE table_schema = ANY(current_schemas(false)) ORDER BY ordinal_position`,
  )
  const shape: Partial<Record<OldTableName, OldTable>> = {}
  for (const name of oldTableNames) shape[name] = await tableOf(query, name, columns)
  const whole = shape as Shape
  if (!whole.brands.exists || !whole.campaigns.exists)
    throw new DomainError('wrong_state', 'This is no database of the old shape: it has no tables of brands and campaigns.')
  return whole
}

async function tableOf(query: Query, name: OldTableName, all: readonly ColumnRow[]): Promise<OldTable> {
  const wanted = tableNames[name].map(plain)
  const found = all.map(({ table }) => table).find((table) => wanted.includes(plain(table)))
  const columns = all.filter(({ table }) => table === found)
  const columnOf = (column: OldColumn): ColumnRow | undefined => {
    for (const alias of columnNames[column]) {
      const match = columns.find((each) => plain(each.column) === plain(alias))
      if (match !== undefined) return match
    }
    return undefined
  }
  const [first] = columns
  const stored = first === undefined ? '' : `${quote(first.schema)}.${quote(first.table)}`
  const idColumn = columnOf('id')
  const own = first === undefined || name === 'thread_pain_points' || (idColumn !== undefined && (await isUnique(query, stored, idColumn.column)))
  const from = own
    ? stored
    : `(SELECT x.*, row_number() OVER (PARTITION BY ${idColumn === undefined ? '1' : `x.${quote(idColumn.column)}::text`} ORDER BY row_to_json(x)::text) AS echoscope_copy FROM ${stored} x)`
  const cast = (column: OldColumn, alias: string): string => {
    const there = columnOf(column)
    return there === undefined ? 'NULL::text' : `${alias}.${quote(there.column)}::text`
  }
  const id = (column: OldColumn, alias = 't'): string => {
    if (column !== 'id' || own) return `lower(${cast(column, alias)})`
    // The same id twice, or none: later copies get a mark of their own, from which an id is derived.
    return `coalesce(lower(${cast('id', alias)}), '') || CASE WHEN ${alias}.echoscope_copy = 1 THEN '' ELSE '#' || ${alias}.echoscope_copy END`
  }
  return {
    exists: first !== undefined,
    from: (alias) => (first === undefined ? `(SELECT 1 AS nothing WHERE false) ${alias}` : `${from} ${alias}`),
    has: (column) => columnOf(column) !== undefined,
    text: (column, alias = 't') => cast(column, alias),
    id,
    json: (column, alias = 't') => {
      const there = columnOf(column)
      return there === undefined ? 'NULL::text' : `to_json(${alias}.${quote(there.column)})::text`
    },
    row: (alias = 't') => (first === undefined ? 'NULL::text' : `row_to_json(${alias})::text`),
    saysMore: (than, alias = 't') => {
      const known = new Set(than.map((column) => columnOf(column)?.column))
      const others = columns.filter(({ column }) => !known.has(column)).map(({ column }) => `${alias}.${quote(column)} IS NOT NULL`)
      return others.length === 0 ? 'false' : others.join(' OR ')
    },
  }
}

const quote = (name: string): string => pg.escapeIdentifier(name)

/** By its index where it has one, else by looking. */
async function isUnique(query: Query, table: string, column: string): Promise<boolean> {
  const [indexed] = await query<{ yes: boolean }>(
    `SELECT true AS yes FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indrelid = ${pg.escapeLiteral(table)}::regclass AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indnkeyatts = 1
       AND a.attname = ${pg.escapeLiteral(column)} AND a.attnotnull`,
  )
  if (indexed !== undefined) return true
  const [counted] = await query<{ unique: boolean }>(`SELECT count(*) = count(DISTINCT lower(${quote(column)}::text)) AS unique FROM ${table}`)
  return counted?.unique ?? true
}
