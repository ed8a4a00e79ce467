import type { BrandId, CampaignId } from '@echoscope/domain'
import type { Sql } from '../session.ts'

/** Sets how long a scope keeps its threads; the first sweep is due in an hour, so that a slip can be taken back, and then each day. */
export async function keepFor(sql: Sql, { brandId, campaignId, days }: { brandId: BrandId; campaignId: CampaignId; days: number | null }): Promise<void> {
  await sql.run('UPDATE campaigns SET retention_days = $3 WHERE brand_id = $1 AND id = $2', [brandId, campaignId, days])
  await sql.run("UPDATE scout_dispatch SET sweep_at = CASE WHEN $3 THEN now() + interval '1 hour' END WHERE brand_id = $1 AND campaign_id = $2", [
    brandId,
    campaignId,
    days !== null,
  ])
}
