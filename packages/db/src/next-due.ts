import { nextOfCron, type Schedule } from '@echoscope/domain'
import type { Sql } from './session.ts'

/** The next due time of a campaign, from its own wall clock; null when it is paused, over, or has no schedule. */
export function nextDue(campaign: { status: string; schedule: Schedule | null; startsAt: string | null; endsAt: string | null }, now: Date): Date | null {
  if (campaign.status !== 'active' || campaign.schedule === null) return null
  const start = campaign.startsAt === null ? null : new Date(campaign.startsAt)
  const next = nextOfCron(campaign.schedule, start !== null && start > now ? new Date(start.getTime() - 1) : now)
  return next === null || (campaign.endsAt !== null && next >= new Date(campaign.endsAt)) ? null : next
}

/** After a brand came back from the archive: every active campaign of it with a schedule is due again at its next time. */
export async function rescheduleCampaigns(sql: Sql, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  const rows = await sql.all<{ id: string; status: string; cron: string; time_zone: string; starts_at: Date | null; ends_at: Date | null }>(
    `SELECT id, status, cron, time_zone, starts_at, ends_at FROM campaigns
     WHERE workspace_id = $1 AND brand_id = $2 AND type = 'custom' AND status = 'active' AND cron IS NOT NULL`,
    [workspaceId, brandId],
  )
  for (const { id, status, cron, time_zone: timeZone, starts_at: startsAt, ends_at: endsAt } of rows) {
    const schedule = { cron, timeZone }
    const due = nextDue({ status, schedule, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null }, new Date())
    await sql.run('UPDATE scout_dispatch SET next_run_at = $3 WHERE brand_id = $1 AND campaign_id = $2', [brandId, id, due])
  }
}
