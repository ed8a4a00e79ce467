import type { Scope, StoredText, ThreadId } from '@echoscope/domain'
import type { ScopedSql, Sessions } from './session.ts'

/** The last thread of a page, its time as Postgres has it: finer than a Date. */
export interface TextsCursor {
  readonly at: string
  readonly id: ThreadId
}
export interface TextsPage {
  readonly items: readonly StoredText[]
  readonly next: TextsCursor | null
  /** Of all pages together. */
  readonly total: number
}

export interface ThreadTexts {
  /** What a rule asks about a scope's threads, the newest first; those that are deleted at their source are left out. */
  page(scope: Scope, options: { readonly limit: number; readonly after: TextsCursor | null }): Promise<TextsPage>
}

interface Row {
  id: ThreadId
  title: string
  body: string
  url: string
  influencer_id: string | null
  community_id: string
  platform: string
  source: string
  language: string
  published_at: Date
  cursor_at: string
}

export function createThreadTexts(sessions: Sessions): ThreadTexts {
  return { page: (scope, options) => sessions.readScope(scope, (sql) => page(sql, options)) }
}

async function page(sql: ScopedSql, { limit, after }: { readonly limit: number; readonly after: TextsCursor | null }): Promise<TextsPage> {
  const total = await sql.first<{ n: number }>(`SELECT count(*)::int AS n FROM threads t WHERE ${sql.within('t')} AND t.gone IS NULL`)
  const from = after === null ? '' : 'AND (t.published_at, t.id) < ($2::timestamptz, $3::uuid)'
  const rows = await sql.all<Row>(
    `SELECT t.id, t.title, t.body, t.url, t.influencer_id, t.community_id, t.platform, t.source, t.language, t.published_at, t.published_at::text AS cursor_at
     FROM threads t WHERE ${sql.within('t')} AND t.gone IS NULL ${from} ORDER BY t.published_at DESC, t.id DESC LIMIT $1`,
    after === null ? [limit] : [limit, after.at, after.id],
  )
  // Looked up apart: while a scope has no statistics, Postgres would join all of it for each row.
  const communities = await namesOf(sql, 'SELECT c.id, c.name FROM communities c WHERE', { alias: 'c', ids: rows.map((row) => row.community_id) })
  const authors = await namesOf(sql, 'SELECT i.id, i.username AS name FROM influencers i WHERE', { alias: 'i', ids: rows.map((row) => row.influencer_id) })
  const last = rows.length < limit ? undefined : rows.at(-1)
  return {
    items: rows.map((row) => toText(row, { communities, authors })),
    next: last === undefined ? null : { at: last.cursor_at, id: last.id },
    total: total?.n ?? 0,
  }
}

type Names = ReadonlyMap<string | null, string>

async function namesOf(sql: ScopedSql, select: string, { alias, ids }: { readonly alias: string; readonly ids: readonly (string | null)[] }): Promise<Names> {
  const named = await sql.all<{ id: string; name: string }>(`${select} ${sql.within(alias)} AND ${alias}.id = ANY($1::uuid[])`, [
    [...new Set(ids)].filter((id) => id !== null),
  ])
  return new Map(named.map(({ id, name }) => [id, name]))
}

const toText = (row: Row, { communities, authors }: { readonly communities: Names; readonly authors: Names }): StoredText => ({
  id: row.id,
  title: row.title,
  body: row.body,
  url: row.url,
  author: authors.get(row.influencer_id) ?? null,
  community: communities.get(row.community_id) ?? '',
  publishedAt: row.published_at,
  sources: [row.platform, row.source],
  language: () => row.language,
})
