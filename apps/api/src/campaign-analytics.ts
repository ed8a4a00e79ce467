import type { BrandId, CampaignAnalytics, CampaignRow, KeySentence, Range } from '@echoscope/domain'
import type { Principal } from '@echoscope/db'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'

/** Latest sentences shown of all campaigns together; each names its campaign. */
const mostSentences = 6

/**
 * Custom campaigns of a brand: totals of the registry, and each campaign's figures read in its own scope, one after the other. The figures
 * stand side by side and are never added up; Brand Analytics is not among them.
 */
export async function campaignAnalytics(deps: Deps, principal: Principal, asked: { brandId: BrandId; range: Range; now: Date }): Promise<CampaignAnalytics> {
  const { brandId, range, now } = asked
  const campaigns = await deps.db.campaigns.list(principal.workspaceId, brandId)
  const rows: CampaignRow[] = []
  const insights: { campaignId: CampaignRow['id']; sentence: KeySentence }[] = []
  for (const campaign of campaigns) {
    const scope = await enter(deps, principal, { type: 'custom', campaignId: campaign.id })
    const { sentences, ...figures } = await deps.db.analytics.campaignFigures(scope, range)
    rows.push({ ...campaign, ...figures })
    insights.push(...sentences.map((sentence) => ({ campaignId: campaign.id, sentence })))
  }
  const count = (status: CampaignRow['status']) => campaigns.filter((campaign) => campaign.status === status).length
  return {
    brandId,
    range: { from: range.from.toISOString(), to: range.to.toISOString() },
    totals: { total: campaigns.length, active: count('active'), paused: count('paused'), completed: count('completed') },
    campaigns: rows,
    insights: insights.slice(0, mostSentences),
    asOf: now.toISOString(),
  }
}
