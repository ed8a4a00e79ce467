import { platformText, threadsAndCommunities } from './communities.ts'
import { deriveId, keptId } from './derive-id.ts'
import { ensureRows, joined, type KeyedRow, type KeyedTable } from './keyed-rows.ts'
import { erasedReason, erasedRow } from './erased-row.ts'
import { createLanes, groupsOf, type Home, inHome, isLive, type Migration, writers } from './migration.ts'
import { dated, fitsKey, winnerOf } from './values.ts'

interface OldInfluencer {
  readonly id: string
  readonly campaign: string | null
  readonly brand: string | null
  readonly platform: string
  readonly username: string | null
  readonly url: string | null
  readonly updatedAt: string | null
  /** Null where all it says is carried over. */
  readonly row: string | null
}
export const influencerTable: KeyedTable = { name: 'influencers', key: ['platform', 'username'], others: ['url'] }
const piece = 1_000
const carried = ['id', 'campaignId', 'brandId', 'platform', 'username', 'url', 'createdAt', 'updatedAt'] as const

const platformOf = ({ shape: { influencers } }: Migration['source'], alias: string): string =>
  `coalesce(nullif(${influencers.text('platform', alias)}, ''), 'unknown')`
/** An author who is gone is nobody. */
export const authorOf = (name: string | null, platform: string): string | null =>
  name === null || name.trim() === '' || name === '[deleted]' || name === '[removed]' || !fitsKey(platform, name) ? null : name

/** One row for each name of a scope; then one for each author of a thread whom the old list did not have. */
export async function migrateInfluencers(migration: Migration): Promise<void> {
  const lanes = createLanes(writers)
  const waiting = new Map<Home, KeyedRow[]>()
  const write = async (home: Home, created: boolean): Promise<void> => {
    const rows = waiting.get(home) ?? []
    waiting.delete(home)
    await lanes.run(async () => {
      const ids = await inHome(migration, home, (sql) => ensureRows(sql, influencerTable, rows))
      const written = ids?.size ?? rows.length
      migration.ledger.add('influencers', 'written', written)
      home.after.influencers += written
      if (created) migration.ledger.add('influencers', 'created', written)
    })
  }
  const adding =
    (created: boolean) =>
    async (home: Home, row: KeyedRow): Promise<void> => {
      const own = waiting.get(home) ?? []
      waiting.set(home, own)
      own.push(row)
      if (own.length >= piece) await write(home, created)
    }
  for (const [migrate, created] of [
    [migrateOld, false],
    [createAuthors, true],
  ] as const) {
    await migrate(migration, adding(created))
    for (const home of waiting.keys()) await write(home, created)
    await lanes.end()
  }
}

type Add = (home: Home, row: KeyedRow) => Promise<void>

async function migrateOld(migration: Migration, add: Add): Promise<void> {
  const { source, homes, ledger, keeping, findings, proceed } = migration
  const { influencers: old } = source.shape
  if (!old.exists) return
  const pages = source.pages<OldInfluencer>(
    `SELECT ${old.id('id')} AS id, ${old.id('campaignId')} AS campaign, ${old.id('brandId')} AS brand, ${platformOf(source, 't')} AS platform,
       ${old.text('username')} AS username, ${old.text('url')} AS url, ${old.text('updatedAt')} AS "updatedAt",
       CASE WHEN ${isLive(old.id('campaignId'), homes)} AND coalesce(${old.text('username')}, '') <> '' AND NOT (${old.saysMore(carried)}) THEN NULL ELSE ${old.row()} END AS row
     FROM ${old.from('t')} ORDER BY 2, ${platformOf(source, 't')} COLLATE "C", ${old.text('username')} COLLATE "C", 1`,
  )
  for await (const group of groupsOf(pages, (row) => joined([row.campaign ?? '', row.platform, row.username ?? '']))) {
    proceed()
    const [{ campaign, platform, username }] = group
    ledger.add('influencers', 'read', group.length)
    const home = homes.get(campaign ?? '')
    if (home !== undefined) home.before.influencers += group.length
    if (username !== null && migration.isErased({ platform, username })) {
      ledger.add('influencers', 'quarantined', group.length)
      for (const { id } of group) await keeping.quarantine({ table: 'influencers', key: id, reason: erasedReason, row: erasedRow })
      continue
    }
    if (home === undefined || username === null || username.trim() === '' || !fitsKey(platform, username)) {
      const reason =
        home === undefined ? 'no campaign with a brand' : username === null || username.trim() === '' ? 'no username' : 'its name is too long for a key'
      ledger.add('influencers', 'quarantined', group.length)
      for (const old of group) await keeping.quarantine({ table: 'influencers', key: old.id, reason, row: old.row ?? JSON.stringify(old) })
      continue
    }
    const winner = winnerOf(dated(group))
    ledger.add('influencers', 'merged', group.length - 1)
    for (const { id, brand, row } of group) {
      if (brand !== null && brand !== home.campaign.old?.brandId)
        findings.add('brand_differs', { table: 'influencers', id, field: 'brand_id', value: brand, note: 'its campaign decides' })
      if (row !== null) await keeping.value(home.campaign.id, { table: 'influencers', key: id, name: 'row', status: 'not_recounted', value: row })
    }
    if (username.length > 200) findings.add('long_name', { table: 'influencers', id: winner.id, field: 'username', value: username })
    await add(home, { id: keptId(winner.id, home.campaign.brandId, 'influencers'), key: [platform, username], others: [winner.url ?? ''] })
  }
}

/** A thread names its author through an influencer of its scope, so whoever wrote one stands there. */
async function createAuthors({ source, homes, isErased, proceed }: Migration, add: Add): Promise<void> {
  const { threads, influencers } = source.shape
  if (!threads.exists || !threads.has('author')) return
  const campaign = threads.id('campaignId')
  const author = threads.text('author')
  const platform = platformText(source)
  const known = influencers.exists
    ? `AND NOT EXISTS (SELECT 1 FROM (SELECT ${influencers.id('campaignId', 'i')} AS campaign, ${platformOf(source, 'i')} AS platform,
         ${influencers.text('username', 'i')} AS username FROM ${influencers.from('i')}) k
         WHERE k.campaign = a.campaign AND k.platform = a.platform AND k.username = a.author)`
    : ''
  const pages = source.pages<{ campaign: string; platform: string; author: string }>(
    `SELECT a.campaign, a.platform, a.author FROM
       (SELECT DISTINCT ${campaign} AS campaign, (${platform}) COLLATE "C" AS platform, (${author}) COLLATE "C" AS author FROM ${threadsAndCommunities(source)}
        WHERE ${isLive(campaign, homes)} AND ${author} IS NOT NULL) a
     WHERE true ${known}`,
  )
  for await (const page of pages) {
    proceed()
    for (const { campaign: id, platform: place, author: name } of page) {
      const home = homes.get(id)
      const username = authorOf(name, place)
      if (home === undefined || username === null || isErased({ platform: place, username })) continue
      const key = [place, username]
      await add(home, { id: deriveId(home.campaign.brandId, 'influencer', home.campaign.id, ...key), key, others: [''] })
    }
  }
}
