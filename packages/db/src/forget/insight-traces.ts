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
