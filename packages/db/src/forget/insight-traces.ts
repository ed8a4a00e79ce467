import type { ScopedSql } from '../session.ts'
import type { Author } from './author-hash.ts'
import { namesAuthor, quotedNames } from './names-in-json.ts'

/**
 * Removes insights that name an author, quote a thread of theirs or were written from its text: those kept, and those shown with the campaign. The next
 * writing makes new ones without them.
 */
export async function eraseFromInsights(sql: ScopedSql, author: Author, threads: readonly string[]): Promise<void> {
  const names = quotedNames(author)
  const written = (json: string): string =>
    `(${namesAuthor(author, json, '$1')} OR EXISTS (SELECT FROM unnest($2::text[]) t WHERE strpos(${json}::text, t) > 0))`
  await sql.run(`DELETE FROM insight_runs r WHERE ${sql.within('r')} AND (${written('r.insights')} OR ${written('r.inputs')} OR ${written('r.struck')})`, [
    names,
    threads,
  ])
  await sql.run(
    `UPDATE campaigns c SET metadata = c.metadata - ARRAY['ai_insights', 'insights'] WHERE c.brand_id = $3 AND c.id = $4 AND ${written('c.metadata')}`,
    [names, threads, sql.scope.brandId, sql.scope.campaignId],
  )
}

/**
 * Removes insights that quote a thread whose text is not kept any more, or name a voice that no thread is kept of: sources deleted them, or their time to be
 * kept was over. To be asked after the rows are gone.
 */
export async function forgetWithRows(sql: ScopedSql): Promise<void> {
  const id = `CASE WHEN q #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (q #>> '{}')::uuid END`
  const lost = (json: string, within: string): string => `(
    EXISTS (SELECT FROM jsonb_path_query(${json}, '${within}.threadId') q WHERE NOT EXISTS (
      SELECT FROM threads t WHERE ${sql.within('t')} AND t.id = ${id} AND t.gone IS NULL))
    OR EXISTS (SELECT FROM jsonb_path_query(${json}, '${within} ? (@.metric starts with "voice.").of') q WHERE NOT EXISTS (
      SELECT FROM influencers i WHERE ${sql.within('i')} AND i.id = ${id})))`
  await sql.run(`DELETE FROM insight_runs r WHERE ${sql.within('r')} AND (${lost('r.insights', '$[*].parts[*]')} OR ${lost('r.struck', '$[*].claim')})`)
  await sql.run(
    `UPDATE campaigns c SET metadata = c.metadata - ARRAY['ai_insights', 'insights'] WHERE c.brand_id = $1 AND c.id = $2
     AND (${lost('c.metadata', '$.ai_insights[*].parts[*]')} OR ${lost('c.metadata', '$.insights[*].parts[*]')})`,
    [sql.scope.brandId, sql.scope.campaignId],
  )
}
