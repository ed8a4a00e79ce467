import { newId } from '@echoscope/domain'
import { type Choice, choiceColumns, placeLinks } from './pain-points/place-links.ts'
import type { ScopedSql } from './session.ts'
import type { WrittenThread } from './store-threads.ts'
import { piecesOf, valuesOf } from './values.ts'

/** Makes the links of these threads what their analysis says now, where users' choices put them: keywords made where new, links no longer found taken away. */
export async function writePainPoints(sql: ScopedSql, threads: readonly WrittenThread[]): Promise<void> {
  const rewritten = threads.filter(({ before }) => before !== null && before.painPoints.length > 0).map(({ id }) => id)
  for (const table of rewritten.length > 0 ? ['thread_pain_points', 'pain_point_links_aside'] : [])
    await sql.run(`DELETE FROM ${table} WHERE ${sql.within()} AND thread_id = ANY($1::uuid[])`, [rewritten])
  const links = threads.flatMap(({ id, painPoints, isGone }) => painPoints.map((tag) => ({ threadId: id, tag, isGone })))
  if (links.length === 0) return
  const choices = await ensurePainPoints(sql, [...new Set(links.map(({ tag }) => tag.keyword))])
  await placeLinks(
    sql,
    links.flatMap(({ threadId, tag, isGone }) => {
      const choice = choices.get(tag.keyword)
      return choice === undefined ? [] : [{ threadId, choice, field: tag.field, start: isGone ? null : tag.start, end: isGone ? null : tag.end }]
    }),
  )
}

async function ensurePainPoints(sql: ScopedSql, keywords: readonly string[]): Promise<Map<string, Choice>> {
  const rows = await sql.all<Choice & { keyword: string }>(
    `SELECT p.keyword, ${choiceColumns((alias) => sql.within(alias))} FROM pain_points p WHERE ${sql.within('p')} AND p.keyword = ANY($1::text[])`,
    [keywords],
  )
  const choices = new Map<string, Choice>(rows.map(({ keyword, ...choice }) => [keyword, choice]))
  const missing = keywords.filter((keyword) => !choices.has(keyword)).map((keyword) => ({ keyword, id: newId<'pain-point'>() }))
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(missing, 5)) {
    const values = valuesOf(
      piece.map(({ keyword, id }) => [id, keyword]),
      { shared: [brandId, campaignId, type] },
    )
    await sql.run(`INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ${values.text}`, values.params)
  }
  for (const { keyword, id } of missing) choices.set(keyword, { id, mergedInto: null, hidden: false })
  return choices
}
