import type { Principal } from '@echoscope/db'
import {
  type BrandId,
  type Campaign,
  type CampaignAnalytics,
  type CampaignRow,
  type CampaignStatus,
  daysText,
  DomainError,
  type AdvisedSentence,
  type Range,
} from '@echoscope/domain'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'

export interface CampaignAnalyticsQuery {
  readonly brandId: BrandId
  readonly range: Range
  readonly now: Date
}

/** Scopes read at the same time: a brand with fifty campaigns must not take all connections. */
const atOnce = 4
const mostInsights = 6

/** Campaign Analytics of a brand: its registry, then each custom campaign entered and asked by itself, and the answers kept apart. */
export async function campaignAnalytics(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  { brandId, range, now }: CampaignAnalyticsQuery,
): Promise<CampaignAnalytics> {
  const campaigns = await deps.db.campaigns.list(principal.workspaceId, brandId)
  const read: Read[] = []
  for (let at = 0; at < campaigns.length; at += atOnce) {
    const some = await Promise.all(campaigns.slice(at, at + atOnce).map((campaign) => readCampaign(deps, principal, { campaign, range })))
    read.push(...some.filter((one) => one !== null))
  }
  const withStatus = (status: CampaignStatus): number => read.filter(({ row }) => row.status === status).length
  return {
    brandId,
    range: daysText(range),
    totals: { total: read.length, active: withStatus('active'), paused: withStatus('paused'), completed: withStatus('completed') },
    campaigns: read.map(({ row }) => row),
    insights: insightsOf(read),
    asOf: now.toISOString(),
  }
}

interface Read {
  readonly row: CampaignRow
  readonly sentences: readonly AdvisedSentence[]
}

/** Null for a campaign that was removed since the registry was read. */
async function readCampaign(deps: Pick<Deps, 'db'>, principal: Principal, { campaign, range }: { campaign: Campaign; range: Range }): Promise<Read | null> {
  try {
    const scope = await enter(deps, principal, { type: 'custom', campaignId: campaign.id })
    const { sentences, ...figures } = await deps.db.analytics.campaignFigures(scope, range)
    return { row: { ...campaign, ...figures }, sentences }
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'scope_not_found') return null
    throw error
  }
}

const urgency = { high: 0, medium: 1, low: 2 } as const

/** Every campaign's first sentence before any campaign's second, newest campaign first; those chosen stand by priority. */
function insightsOf(read: readonly Read[]): CampaignAnalytics['insights'] {
  return read
    .flatMap(({ row, sentences }) => sentences.map((sentence, rank) => ({ rank, insight: { campaignId: row.id, sentence } })))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, mostInsights)
    .map(({ insight }) => insight)
    .toSorted((one, other) => urgency[one.sentence.priority] - urgency[other.sentence.priority])
}
