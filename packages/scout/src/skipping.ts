import type { OpenRun, ScoutPlan } from '@echoscope/db'

export type SkipReason = 'brand_archived' | 'brand_paused' | 'campaign_paused' | 'campaign_completed' | 'campaign_not_started' | 'campaign_ended'

/** Why a scope is not to be scouted now; null when it is. */
export function reasonToSkip(plan: Pick<ScoutPlan, 'brandStatus' | 'campaignStatus' | 'startsAt' | 'endsAt'>, now: Date): SkipReason | null {
  if (plan.brandStatus === 'archived') return 'brand_archived'
  if (plan.brandStatus === 'paused') return 'brand_paused'
  if (plan.campaignStatus === 'paused') return 'campaign_paused'
  if (plan.campaignStatus === 'completed') return 'campaign_completed'
  if (plan.startsAt !== null && now < plan.startsAt) return 'campaign_not_started'
  if (plan.endsAt !== null && now >= plan.endsAt) return 'campaign_ended'
  return null
}

/** What is stored is owed to its source, whether or not new posts are wanted: only in an archived brand nothing is asked for any more. */
export function reasonToSkipRun({ mode }: Pick<OpenRun, 'mode'>, plan: Parameters<typeof reasonToSkip>[0], now: Date): SkipReason | null {
  const reason = reasonToSkip(plan, now)
  return mode !== 'refresh' || reason === 'brand_archived' ? reason : null
}
