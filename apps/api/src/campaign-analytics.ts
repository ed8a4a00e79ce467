import type { Principal } from '@echoscope/db'
import {
  type Campaign,
  type CampaignAnalytics,
  type CampaignRow,
  type CampaignsList,
  daysText,
  DomainError,
  type AdvisedSentence,
  type Range,
} from '@echoscope/domain'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'
import { campaignsWithin } from './reach.ts'

export interface CampaignAnalyticsQuery {
  readonly choice: Omit<CampaignsList, 'limit'>
  readonly limit: number
  readonly range: Range
  readonly now: Date
}

/** Scopes read at the same time: a brand with fifty campaigns must not take all connections. */
const atOnce = 4
const mostInsights = 6

/** Campaign Analytics of a brand: a page of its registry, then each custom campaign of it entered and asked by itself, and the answers kept apart. */
export async function campaignAnalytics(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  { choice, limit, range, now }: CampaignAnalyticsQuery,
): Promise<CampaignAnalytics> {
  const { brandId } = choice
  const within = campaignsWithin(principal.reach, brandId)
  const page = (which: Omit<CampaignsList, 'limit'>) => deps.db.campaigns.page(principal.workspaceId, { ...which, limit, within })
  const found = await page(choice)
  const campaigns = found.items
  const { byStatus } = choice.text === undefined ? found : await page({ brandId })
  const read: Read[] = []
  for (let at = 0; at < campaigns.length; at += atOnce) {
    const some = await Promise.all(campaigns.slice(at, at + atOnce).map((campaign) => readCampaign(deps, principal, { campaign, range })))
    read.push(...some.filter((one) => one !== null))
  }
  return {
    brandId,
    range: daysText(range),
    totals: { total: byStatus.active + byStatus.paused + byStatus.completed, ...byStatus },
    campaigns: read.map(({ row }) => row),
    nextCursor: found.nextCursor,
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
