import { removeBarren } from './forget/remove-threads.ts'
import type { ScopedSql } from './session.ts'
import type { Folded, FoldedGone } from './store-fold.ts'
import { piecesOf, valuesOf } from './values.ts'

/** Blanks what a source has deleted: texts, address, author and every place in the text. Figures, sentiment and what users said of it stay. */
export async function blankThreads(sql: ScopedSql, gone: readonly FoldedGone[]): Promise<void> {
  for (const piece of piecesOf(gone, 5)) {
    const values = valuesOf(
      piece.map(({ before, why, score, comments, observedAt }) => [before.id, why, score, comments, observedAt]),
      { casts: ['uuid', 'text', 'integer', 'integer', 'timestamptz'] },
    )
    await sql.run(
      `UPDATE threads t SET title = '', body = '', url = '', influencer_id = NULL, matches = '[]', gone = v.gone, score = v.score, comments = v.comments,
         observed_at = v.observed_at
       FROM (VALUES ${values.text}) AS v (id, gone, score, comments, observed_at) WHERE ${sql.within('t')} AND t.id = v.id`,
      values.params,
    )
  }
  for (const table of gone.length > 0 ? ['thread_pain_points', 'pain_point_links_aside'] : [])
    await sql.run(`UPDATE ${table} SET span_start = NULL, span_end = NULL WHERE ${sql.within()} AND thread_id = ANY($1::uuid[])`, [
      gone.map(({ before }) => before.id),
    ])
}

/** Takes away the authors whose last post was blanked; after the roll-ups, which named them. */
export async function forgetAuthors(sql: ScopedSql, { gone, threads }: Folded): Promise<void> {
  const influencers = [...gone, ...threads.filter((thread) => thread.gone !== null)].flatMap(({ before }) => before?.influencerId ?? [])
  if (influencers.length > 0) await removeBarren(sql, { influencers, communities: [], painPoints: [] })
}
