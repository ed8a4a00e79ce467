import type { WorkspaceId } from '@echoscope/domain'
import type { FindingList } from './findings.ts'
import type { LedgerLine } from './ledger.ts'
import { type Figures, type Home, noFigures } from './migration.ts'
import type { Uses } from './communities.ts'

/** What the old queries showed in a place, beside what the separated scope holds. */
export interface BeforeAfter {
  readonly brandId: string
  readonly campaignId: string
  readonly type: 'automatic' | 'custom'
  readonly name: string
  /**
   * As the old system read it. Brand Analytics: every campaign of the brand together. A custom campaign: its own rows, and every thread
   * of the communities it shared.
   */
  readonly before: Figures
  readonly after: Figures
}
export interface LegacyReport {
  readonly dryRun: boolean
  readonly source: string
  readonly workspaceId: WorkspaceId
  readonly ledger: Readonly<Record<string, LedgerLine>>
  readonly balanced: boolean
  /** Rows kept in quarantine, by table and reason. */
  readonly quarantine: readonly { readonly table: string; readonly reason: string; readonly rows: number; readonly keys: readonly string[] }[]
  readonly listed: Readonly<Record<string, FindingList>>
  readonly beforeAndAfter: readonly BeforeAfter[]
}

/** The old system's mixed numbers, from what its tables hold. */
export function mixedNumbers(homes: readonly Home[], { uses }: Uses): Map<Home, Figures> {
  const inCommunity = new Map<string, number>()
  const loose = new Map<string, number>()
  for (const { campaign, community, threads } of uses) {
    if (community !== null) inCommunity.set(community, (inCommunity.get(community) ?? 0) + Number(threads))
    else if (campaign !== null) loose.set(campaign, (loose.get(campaign) ?? 0) + Number(threads))
  }
  const answer = new Map<Home, Figures>()
  for (const siblings of Map.groupBy(homes, ({ campaign }) => campaign.brandId).values())
    for (const home of siblings) answer.set(home, home.campaign.type === 'automatic' ? together(siblings) : shared(home, inCommunity, loose))
  return answer
}

function together(siblings: readonly Home[]): Figures {
  const sum = noFigures()
  for (const { before } of siblings) {
    sum.threads += before.threads
    sum.painPoints += before.painPoints
    sum.influencers += before.influencers
    sum.mentions += before.mentions
  }
  sum.communities = new Set(siblings.flatMap(({ communities }) => [...communities.keys()])).size
  return sum
}

function shared(home: Home, inCommunity: ReadonlyMap<string, number>, loose: ReadonlyMap<string, number>): Figures {
  let threads = loose.get(home.campaign.old?.id ?? '') ?? 0
  for (const id of home.communities.keys()) threads += inCommunity.get(id) ?? 0
  return { ...home.before, threads }
}
