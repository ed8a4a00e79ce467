import type { PainPointId, PostField, ThreadId } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { piecesOf, valuesOf } from '../values.ts'

/** What users chose for a keyword's pain point. */
export interface Choice {
  readonly id: PainPointId
  /** The one it counts for; null: itself. */
  readonly mergedInto: PainPointId | null
  /** It, or the one it counts for, is shown nowhere and counts for nothing. */
  readonly hidden: boolean
}
/** A keyword in a thread, as the analysis found it. */
export interface FoundLink {
  readonly threadId: ThreadId
  readonly choice: Choice
  readonly field: PostField
  readonly start: number | null
  readonly end: number | null
}

/** What stands in `pain_points p` for a choice, with the merged one's own. */
export const choiceColumns = (within: (alias: string) => string): string =>
  `p.id, p.merged_into AS "mergedInto",
   p.hidden OR coalesce((SELECT m.hidden FROM pain_points m WHERE ${within('m')} AND m.id = p.merged_into), false) AS hidden`

/**
 * Writes links where users' choices put them: with the pain point they count for, once for each thread, the first that was found; all others aside. None of these
 * may stand there already.
 */
export async function placeLinks(sql: ScopedSql, links: readonly FoundLink[]): Promise<void> {
  const taken = new Set<string>()
  const counting: FoundLink[] = []
  const aside: FoundLink[] = []
  for (const link of links) {
    const key = `${link.threadId} ${link.choice.mergedInto ?? link.choice.id}`
    if (link.choice.hidden || taken.has(key)) aside.push(link)
    else {
      taken.add(key)
      counting.push(link)
    }
  }
  const { brandId, campaignId, type } = sql.scope
  const shared = [brandId, campaignId, type]
  for (const piece of piecesOf(counting, 9)) {
    const values = valuesOf(
      piece.map(({ threadId, choice: { id, mergedInto }, field, start, end }) => [
        threadId,
        mergedInto ?? id,
        mergedInto === null ? null : id,
        field,
        start,
        end,
      ]),
      { shared },
    )
    await sql.run(
      `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, found_as, field, span_start, span_end)
       VALUES ${values.text} ON CONFLICT DO NOTHING`,
      values.params,
    )
  }
  for (const piece of piecesOf(aside, 8)) {
    const values = valuesOf(
      piece.map(({ threadId, choice: { id }, field, start, end }) => [threadId, id, field, start, end]),
      { shared },
    )
    await sql.run(
      `INSERT INTO pain_point_links_aside (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end)
       VALUES ${values.text} ON CONFLICT DO NOTHING`,
      values.params,
    )
  }
}
