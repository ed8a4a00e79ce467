import type { OldDatabase } from './source.ts'
import { type Instant, readTime } from './values.ts'

export interface OldBrand {
  readonly id: string
  readonly name: string | null
  readonly website: string | null
  readonly description: string | null
  readonly industry: string | null
  readonly keywords: string | null
  readonly productKeywords: string | null
  readonly excludeKeywords: string | null
  readonly competitors: string | null
  readonly sources: string | null
  readonly status: string | null
  readonly isActive: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly insights: string | null
  readonly aiInsights: string | null
  readonly row: string
}
export interface OldCampaign {
  readonly id: string
  readonly brandId: string | null
  readonly name: string | null
  readonly description: string | null
  /** JSON text, or whatever stood there. */
  readonly metadata: string | null
  readonly keywords: string | null
  readonly excludeKeywords: string | null
  readonly sources: string | null
  readonly communities: string | null
  readonly scheduleInterval: string | null
  readonly timeZone: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly status: string | null
  readonly isActive: string | null
  readonly error: string | null
  readonly lastRunAt: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly insights: string | null
  readonly aiInsights: string | null
  readonly row: string
}

export function readBrands({ shape: { brands }, all }: OldDatabase): Promise<OldBrand[]> {
  return all<OldBrand>(
    `SELECT ${brands.id('id')} AS id, ${brands.text('name')} AS name, ${brands.text('website')} AS website, ${brands.text('description')} AS description,
       ${brands.text('industry')} AS industry, ${brands.json('keywords')} AS keywords, ${brands.json('productKeywords')} AS "productKeywords",
       ${brands.json('excludeKeywords')} AS "excludeKeywords", ${brands.json('competitors')} AS competitors, ${brands.json('sources')} AS sources,
       ${brands.text('status')} AS status, ${brands.text('isActive')} AS "isActive", ${brands.text('createdAt')} AS "createdAt",
       ${brands.text('updatedAt')} AS "updatedAt", ${brands.json('insights')} AS insights, ${brands.json('aiInsights')} AS "aiInsights", ${brands.row()} AS row
     FROM ${brands.from('t')} ORDER BY 1`,
  )
}

export function readCampaigns({ shape: { campaigns: table }, all }: OldDatabase): Promise<OldCampaign[]> {
  return all<OldCampaign>(
    `SELECT ${table.id('id')} AS id, ${table.id('brandId')} AS "brandId", ${table.text('name')} AS name, ${table.text('description')} AS description,
       ${table.text('metadata')} AS metadata, ${table.json('keywords')} AS keywords, ${table.json('excludeKeywords')} AS "excludeKeywords",
       ${table.json('sources')} AS sources, ${table.json('communities')} AS communities, ${table.text('scheduleInterval')} AS "scheduleInterval",
       ${table.text('timeZone')} AS "timeZone", ${table.text('startsAt')} AS "startsAt", ${table.text('endsAt')} AS "endsAt", ${table.text('status')} AS status,
       ${table.text('isActive')} AS "isActive", ${table.text('error')} AS error, ${table.text('lastRunAt')} AS "lastRunAt",
       ${table.text('createdAt')} AS "createdAt", ${table.text('updatedAt')} AS "updatedAt", ${table.json('insights')} AS insights,
       ${table.json('aiInsights')} AS "aiInsights", ${table.row()} AS row
     FROM ${table.from('t')} ORDER BY 1`,
  )
}

/** The newest readable `analyzed_at` of the threads of some campaigns. */
export async function readNewestThreads({ shape: { threads }, pages }: OldDatabase, campaignIds: readonly string[]): Promise<Map<string, Instant>> {
  const newest = new Map<string, Instant>()
  if (campaignIds.length === 0 || !threads.has('analyzedAt')) return newest
  const campaign = threads.id('campaignId')
  const among = campaignIds.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ')
  // A text column does not sort as time does: every different text is read and compared here.
  for await (const page of pages<{ campaign: string; at: string | null }>(
    `SELECT DISTINCT ${campaign} AS campaign, ${threads.text('analyzedAt')} AS at FROM ${threads.from('t')} WHERE ${campaign} IN (${among})`,
  ))
    for (const { campaign: id, at } of page) {
      const { value } = readTime(at)
      if (value !== null && value > (newest.get(id) ?? '')) newest.set(id, value)
    }
  return newest
}
