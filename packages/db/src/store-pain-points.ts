import { newId, type PainPointId } from '@echoscope/domain'
import type { ScopedSql } from './session.ts'
import type { WrittenThread } from './store-threads.ts'
import { piecesOf, valuesOf } from './values.ts'

/** Makes the links of these threads what their analysis says now: keywords made where new, links no longer found taken away. */
export async function writePainPoints(sql: ScopedSql, threads: readonly WrittenThread[]): Promise<void> {
  const rewritten = threads.filter(({ before }) => before !== null && before.painPoints.length > 0).map(({ id }) => id)
  if (rewritten.length > 0) await sql.run(`DELETE FROM thread_pain_points WHERE ${sql.within()} AND thread_id = ANY($1::uuid[])`, [rewritten])
  const links = threads.flatMap(({ id, painPoints, isGone }) => painPoints.map((tag) => ({ threadId: id, tag, isGone })))
  if (links.length === 0) return
  const ids = await ensurePainPoints(sql, [...new Set(links.map(({ tag }) => tag.keyword))])
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(links, 8)) {
    const values = valuesOf(
      piece.map(({ threadId, tag, isGone }) => [threadId, ids.get(tag.keyword), tag.field, isGone ? null : tag.start, isGone ? null : tag.end]),
      { shared: [brandId, campaignId, type] },
    )
    await sql.run(
      `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end)
       VALUES ${values.text} ON CONFLICT DO NOTHING`,
      values.params,
    )
  }
}

async function ensurePainPoints(sql: ScopedSql, keywords: readonly string[]): Promise<Map<string, PainPointId>> {
  const rows = await sql.all<{ id: PainPointId; keyword: string }>(`SELECT id, keyword FROM pain_points WHERE ${sql.within()} AND keyword = ANY($1::text[])`, [
    keywords,
  ])
  const ids = new Map(rows.map((row) => [row.keyword, row.id]))
  const missing = keywords.filter((keyword) => !ids.has(keyword)).map((keyword) => ({ keyword, id: newId<'pain-point'>() }))
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(missing, 5)) {
    const values = valuesOf(
      piece.map(({ keyword, id }) => [id, keyword]),
      { shared: [brandId, campaignId, type] },
    )
    await sql.run(`INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ${values.text}`, values.params)
  }
  for (const { keyword, id } of missing) ids.set(keyword, id)
  return ids
}
