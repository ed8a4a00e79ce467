import type { BrandId, CampaignId } from '@echoscope/domain'
import type { Sql } from '../session.ts'

/**
 * Sets how long a scope keeps its threads. One that is to keep fewer days is swept in an hour, so that a slip can be taken back; any other change
 * leaves the next sweep where it is, which also takes away what was held back for its time, and none puts off a sweep that is due.
 */
export async function keepFor(sql: Sql, { brandId, campaignId, days }: { brandId: BrandId; campaignId: CampaignId; days: number | null }): Promise<void> {
  const own = [brandId, campaignId]
  const before = await sql.first<{ days: number | null }>('SELECT retention_days AS days FROM campaigns WHERE brand_id = $1 AND id = $2 FOR UPDATE', own)
  const fewer = days !== null && (before?.days ?? Infinity) > days
  await sql.run('UPDATE campaigns SET retention_days = $3 WHERE brand_id = $1 AND id = $2', [...own, days])
  await sql.run(
    `UPDATE scout_dispatch SET sweep_at = CASE WHEN $3 THEN sweep_at WHEN $4 AND (sweep_at > now()) IS NOT FALSE THEN now() + interval '1 hour' ELSE sweep_at END
     WHERE brand_id = $1 AND campaign_id = $2`,
    [...own, days === null, fewer],
  )
}
