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
  author: string | null
  community: string
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
  const rows = await sql.all<Row>(
    `SELECT t.id, t.title, t.body, t.url, i.username AS author, c.name AS community, t.platform, t.source, t.language, t.published_at, t.published_at::text AS cursor_at
     FROM threads t
     JOIN communities c ON ${sql.within('c')} AND c.id = t.community_id
     LEFT JOIN influencers i ON ${sql.within('i')} AND i.id = t.influencer_id
     WHERE ${sql.within('t')} AND t.gone IS NULL AND ($2::uuid IS NULL OR (t.published_at, t.id) < ($3::timestamptz, $2::uuid))
     ORDER BY t.published_at DESC, t.id DESC LIMIT $1`,
    [limit, after?.id ?? null, after?.at ?? null],
  )
  const last = rows.length < limit ? undefined : rows.at(-1)
  return { items: rows.map(toText), next: last === undefined ? null : { at: last.cursor_at, id: last.id }, total: total?.n ?? 0 }
}

const toText = ({ id, title, body, url, author, community, published_at, platform, source, language }: Row): StoredText => ({
  id,
  title,
  body,
  url,
  author,
  community,
  publishedAt: published_at,
  sources: [platform, source],
  language: () => language,
})
