import type { ScopedSql } from './session.ts'

/** Tables that a batch writes and then reads back by key. */
const written = ['communities', 'influencers', 'threads', 'pain_points', 'thread_pain_points', 'thread_marks'] as const

/**
 * Gives Postgres its first idea of tables that were never looked at. Without one it takes them for almost empty, reads a whole scope where a
 * key would do, and a first import takes a hundred times as long as it need. Later growth is seen by autovacuum. Asks for the MAINTAIN right (PostgreSQL 17
 * on); before that the server passes over it with a warning. Call it after the rows are written, in the same transaction.
 */
export async function ensureStatistics(sql: ScopedSql): Promise<void> {
  const unknown = await sql.all<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1::text[]) AND reltuples < 0`,
    [written],
  )
  for (const { name } of unknown) await sql.all(`ANALYZE ${name}`)
}
