import {
  type HeldBack,
  heldBackDays,
  type HeldBackId,
  type HeldBackPage,
  type HeldBackReason,
  heldBackReasons,
  type Match,
  type Scope,
  type ThreadId,
} from '@echoscope/domain'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { ScopedSql, Sessions } from '../session.ts'

export interface HeldBackQuery {
  readonly reason?: HeldBackReason | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}
/** A post as it is named elsewhere: by its address in any spelling, or by its platform and id there. */
export type PostName = { readonly urls: readonly string[] } | { readonly platform: string; readonly externalId: string }
/** What a rule asks of a post that was held back. */
export interface HeldText extends HeldBack {
  readonly language: string
}

export interface HeldBackPosts {
  /** What scouts of this scope fetched and did not keep, in the last 30 days, and every copy of a thread, what was held back last first. */
  list(scope: Scope, query: HeldBackQuery): Promise<HeldBackPage>
  /** Null: this scope has nothing of that name held back. */
  find(scope: Scope, name: PostName): Promise<HeldBack | null>
  /** The newest, as a rule asks of them. */
  texts(scope: Scope, limit: number): Promise<HeldText[]>
}

interface Row {
  id: HeldBackId
  platform: string
  source: string
  url: string
  title: string
  body: string
  username: string | null
  community: string
  published_at: Date
  held_at: Date
  reason: HeldBackReason
  matches: Match[]
  detail: string | null
  rule_version: number
  language: string
  copied_id: ThreadId | null
  copied_title: string | null
  likeness: number | null
}
const columns =
  'h.id, h.platform, h.source, h.url, h.title, h.body, h.username, h.community, h.published_at, h.held_at, h.reason, h.matches, h.detail, h.rule_version, h.language, h.copy_of AS copied_id, h.likeness, c.title AS copied_title'
const defaultLimit = 50

export const createHeldBack = (sessions: Sessions): HeldBackPosts => ({
  list: (scope, query) => sessions.readScope(scope, (sql) => list(sql, query)),
  find: (scope, name) =>
    sessions.readScope(scope, async (sql) => {
      const [where, params] =
        'urls' in name ? ['h.url = ANY($1::text[])', [name.urls]] : ['h.platform = $1 AND h.external_id = $2', [name.platform, name.externalId]]
      const row = await sql.first<Row>(`SELECT ${columns} FROM ${withCopied(sql)} WHERE ${shown(sql)} AND ${where} ORDER BY h.held_at DESC LIMIT 1`, params)
      return row === null ? null : toHeldBack(row)
    }),
  texts: (scope, limit) =>
    sessions.readScope(scope, async (sql) => {
      const rows = await sql.all<Row>(`SELECT ${columns} FROM ${withCopied(sql)} WHERE ${shown(sql)} ORDER BY h.held_at DESC, h.id DESC LIMIT $1`, [limit])
      return rows.map((row) => ({ ...toHeldBack(row), language: row.language }))
    }),
})

/** What is over its time is shown no more, also where no sweep came by yet. */
const shown = (sql: ScopedSql): string => `${sql.within('h')} AND (h.reason = 'duplicate' OR h.held_at >= now() - interval '${heldBackDays} days')`

const withCopied = (sql: ScopedSql): string => `held_back h LEFT JOIN threads c ON ${sql.within('c')} AND c.id = h.copy_of`

async function list(sql: ScopedSql, { reason, cursor, limit = defaultLimit }: HeldBackQuery): Promise<HeldBackPage> {
  const counted = await sql.all<{ reason: HeldBackReason; n: number }>(
    `SELECT h.reason, count(*)::int AS n FROM held_back h WHERE ${shown(sql)} GROUP BY h.reason`,
  )
  const params: unknown[] = [limit + 1]
  const conditions = [shown(sql)]
  if (reason !== undefined) conditions.push(`h.reason = $${params.push(reason)}`)
  if (cursor !== undefined) {
    const { value, id } = decodeCursor(cursor, 'instant')
    conditions.push(`(h.held_at, h.id) < ($${params.push(value)}::timestamptz, $${params.push(id)}::uuid)`)
  }
  const rows = await sql.all<Row & { cursor_value: string }>(
    `SELECT ${columns}, h.held_at::text AS cursor_value FROM ${withCopied(sql)} WHERE ${conditions.join(' AND ')} ORDER BY h.held_at DESC, h.id DESC LIMIT $1`,
    params,
  )
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const counts = new Map(counted.map(({ reason: of, n }) => [of, n]))
  return {
    items: rows.slice(0, limit).map(toHeldBack),
    nextCursor: last === undefined ? null : encodeCursor({ value: last.cursor_value, id: last.id }),
    counts: Object.fromEntries(heldBackReasons.map((of) => [of, counts.get(of) ?? 0])) as Record<HeldBackReason, number>,
  }
}

const copyIn = ({ copied_id, copied_title, likeness }: Pick<Row, 'copied_id' | 'copied_title' | 'likeness'>): HeldBack['copyOf'] =>
  copied_id === null ? null : { threadId: copied_id, title: copied_title ?? '', likeness: likeness ?? 1 }

const toHeldBack = ({ username, published_at, held_at, rule_version, ...row }: Row): HeldBack => ({
  id: row.id,
  platform: row.platform,
  source: row.source,
  url: row.url,
  title: row.title,
  body: row.body,
  author: username,
  community: row.community,
  publishedAt: published_at.toISOString(),
  heldAt: held_at.toISOString(),
  reason: row.reason,
  matches: row.matches,
  detail: row.detail,
  copyOf: copyIn(row),
  ruleVersion: rule_version,
})
