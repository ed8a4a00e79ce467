import { DomainError, type InsightRun, isUuid } from '@echoscope/domain'
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

/**
 * Refuses insights that quote or were written from a thread, or name a voice, that was removed while they were written: a model takes a minute, and what is
 * struck out is kept with its words. Asked in the transaction that keeps them, with the scope held: an erasure finds what was kept, or is seen here.
 * @throws DomainError `wrong_state`
 */
export async function refuseOvertaken(sql: ScopedSql, { insights, struck, inputs }: Pick<InsightRun, 'insights' | 'struck' | 'inputs'>): Promise<void> {
  const claims = [...insights.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string')), ...struck.map(({ claim }) => claim)]
  const quoted = claims.flatMap((claim) => ('quote' in claim ? [claim.threadId] : []))
  const voices = claims.flatMap((claim) => (!('quote' in claim) && claim.metric.startsWith('voice.') && isUuid(claim.of) ? [claim.of] : []))
  const gone = (ids: string, table: string, kept: string): string =>
    `EXISTS (SELECT FROM unnest(${ids}::uuid[]) AS n (id) WHERE NOT EXISTS (SELECT FROM ${table} h WHERE ${sql.within('h')} AND h.id = n.id${kept}))`
  const row = await sql.first<{ overtaken: boolean }>(
    `SELECT ${gone('$1', 'threads', ' AND h.gone IS NULL')} OR ${gone('$2', 'threads', '')} OR ${gone('$3', 'influencers', '')} AS overtaken`,
    [quoted, inputs.map(({ threadId }) => threadId), voices],
  )
  if (row?.overtaken !== false)
    throw new DomainError(
      'wrong_state',
      'Posts that these insights speak of were removed while they were written. None were kept; they are written again in some minutes.',
    )
}
