import { keptId } from './derive-id.ts'
import type { OldCommunities } from './communities.ts'
import { ensureRows, joined, type KeyedRow, type KeyedTable } from './keyed-rows.ts'
import { groupsOf, type Home, inHome, type Migration } from './migration.ts'
import { dated, fitsKey, isMonth, readInteger, readSentiment, winnerOf } from './values.ts'

interface OldPainPoint {
  readonly id: string
  readonly campaign: string | null
  readonly community: string | null
  readonly keyword: string | null
  readonly month: string | null
  readonly mentions: string | null
  readonly sentiment: string | null
  readonly updatedAt: string | null
  readonly row: string
}
export const painPointTable: KeyedTable = { name: 'pain_points', key: ['keyword'], others: [] }
const piece = 1_000

/** A keyword that can name a pain point. */
export const usableKeyword = (keyword: string | null): keyword is string => keyword !== null && keyword.trim() !== '' && fitsKey(keyword)

/** One row for each keyword of a scope, over communities and months. What the old rows counted is kept beside it. */
export async function migratePainPoints(migration: Migration, communities: OldCommunities): Promise<void> {
  const { source, homes, ledger, proceed } = migration
  const { pain_points: old } = source.shape
  if (!old.exists) return
  const waiting = new Map<Home, KeyedRow[]>()
  const write = async (home: Home): Promise<void> => {
    const rows = waiting.get(home) ?? []
    waiting.delete(home)
    const ids = await inHome(migration, home, (sql) => ensureRows(sql, painPointTable, rows))
    const written = ids?.size ?? rows.length
    ledger.add('pain_points', 'written', written)
    home.after.painPoints += written
  }
  const pages = source.pages<OldPainPoint>(
    `SELECT ${old.id('id')} AS id, ${old.id('campaignId')} AS campaign, ${old.id('communityId')} AS community, ${old.text('keyword')} AS keyword,
       ${old.text('month')} AS month, ${old.text('mentions')} AS mentions, ${old.text('sentiment')} AS sentiment, ${old.text('updatedAt')} AS "updatedAt",
       ${old.row()} AS row
     FROM ${old.from('t')} ORDER BY 2, ${old.text('keyword')} COLLATE "C", 1`,
  )
  for await (const group of groupsOf(pages, (row) => joined([row.campaign ?? '', row.keyword ?? '']))) {
    proceed()
    ledger.add('pain_points', 'read', group.length)
    const home = homes.get(group[0].campaign ?? '')
    const row = await settle(migration, { group, home, communities })
    if (row === null || home === undefined) continue
    const own = waiting.get(home) ?? []
    waiting.set(home, own)
    own.push(row)
    if (own.length >= piece) await write(home)
  }
  for (const home of waiting.keys()) await write(home)
}

interface Group {
  readonly group: [OldPainPoint, ...OldPainPoint[]]
  readonly home: Home | undefined
  readonly communities: OldCommunities
}

/** The row of a keyword; null where its old rows went to quarantine. */
async function settle(migration: Migration, { group, home, communities }: Group): Promise<KeyedRow | null> {
  const { ledger, keeping, findings } = migration
  const { keyword } = group[0]
  if (home !== undefined) home.before.painPoints += group.length
  if (home === undefined || !usableKeyword(keyword)) {
    const reason =
      home === undefined ? 'no campaign with a brand' : keyword === null || keyword.trim() === '' ? 'no keyword' : 'its keyword is too long for a key'
    ledger.add('pain_points', 'quarantined', group.length)
    for (const { id, row } of group) await keeping.quarantine({ table: 'pain_points', key: id, reason, row })
    return null
  }
  if (keyword.length > 200) findings.add('long_name', { table: 'pain_points', id: group[0].id, field: 'keyword', value: keyword })
  for (const old of group) {
    listOddities(migration, old)
    await keeping.value(home.campaign.id, { table: 'pain_points', key: old.id, name: 'row', status: 'not_recounted', value: old.row })
    if (old.community !== null && !home.communities.has(old.community)) {
      const name = communities.get(old.community)?.name ?? old.community
      findings.add('pain_point_in_foreign_community', { table: 'pain_points', id: old.id, field: 'community_id', value: name })
      await keeping.value(home.campaign.id, { table: 'pain_points', key: old.id, name: 'community', status: 'not_recounted', value: JSON.stringify(name) })
    }
  }
  ledger.add('pain_points', 'merged', group.length - 1)
  const winner = winnerOf(dated(group))
  return { id: keptId(winner.id, home.campaign.brandId, 'pain_points'), key: [keyword], others: [] }
}

/** Old months, counts and sentiments are figures of the old system, so nothing here depends on them; what cannot be one is listed. */
function listOddities({ findings }: Migration, { id, month, mentions, sentiment }: OldPainPoint): void {
  const list = (field: string, value: string | null): void => findings.add('value_unreadable', { table: 'pain_points', id, field, value })
  if (month !== null && month.trim() !== '' && !isMonth(month)) list('month', month)
  if (readInteger(mentions, 0).bad) list('mentions', mentions)
  if (readSentiment(sentiment).bad) list('sentiment', sentiment)
}
