import { type OldCommunities, platformText, threadsAndCommunities } from './communities.ts'
import { keptId } from './derive-id.ts'
import { erasedReason, erasedRow } from './erased-row.ts'
import { createLanes, groupsOf, type Home, inHome, isLive, type Migration, writers } from './migration.ts'
import { readThread, type OldThread } from './thread-values.ts'
import { type NewThread, writeThreads } from './thread-write.ts'
import { fitsKey, readTime, winnerOf } from './values.ts'

/** Old ids of threads whose links go to another row: one that had the same key and won, or stood here already. */
export type Aliases = Map<string, string>
export interface Whereabouts {
  readonly aliases: Aliases
  /** Ids of threads that are not written because their author was erased. */
  readonly erased: ReadonlySet<string>
}

/** Threads in one transaction; larger ones gain nothing more. */
const piece = 1_000
/** Texts that wait in memory, over all campaigns. */
const mostWaitingCharacters = 24_000_000

/** Every thread goes to its campaign. Read once in whatever order they lie there, and written campaign by campaign as they fill up. */
export async function migrateThreads(migration: Migration, communities: OldCommunities): Promise<Whereabouts> {
  const { source, homes, ledger, keeping, proceed, say } = migration
  const { threads: old } = source.shape
  const aliases: Aliases = new Map()
  const erased = new Set<string>()
  if (!old.exists) return { aliases, erased }
  const losers = await readLosers(migration)
  const waiting = new Map<Home, { rows: NewThread[]; characters: number }>()
  const lanes = createLanes(writers)
  let characters = 0
  let read = 0
  const write = async (home: Home): Promise<void> => {
    const rows = waiting.get(home)?.rows ?? []
    characters -= waiting.get(home)?.characters ?? 0
    waiting.delete(home)
    await lanes.run(async () => {
      const written = await inHome(migration, home, (sql) => writeThreads(sql, rows))
      const elsewhere = written ?? new Map<string, { id: string; merged: boolean }>()
      for (const [oldId, { id }] of elsewhere) aliases.set(oldId, id)
      const merged = [...elsewhere.values()].filter((each) => each.merged).length
      ledger.add('threads', 'merged', merged)
      ledger.add('threads', 'written', rows.length - merged)
      home.after.threads += rows.length - merged
    })
  }
  for await (const page of source.pages<OldThread>(selectThreads(migration))) {
    proceed()
    read += page.length
    ledger.add('threads', 'read', page.length)
    for (const row of page) {
      const home = homes.get(row.campaign ?? '')
      const platform = platformOf(row, communities)
      const externalId = row.externalId === null || row.externalId === '' ? row.id : row.externalId
      if (home !== undefined) home.before.threads += 1
      if (row.author !== null && migration.isErased({ platform, username: row.author })) {
        if (home !== undefined) erased.add(keptId(row.id, home.campaign.brandId, 'threads'))
        ledger.add('threads', 'quarantined')
        await keeping.quarantine({ table: 'threads', key: row.id, reason: erasedReason, row: erasedRow })
        continue
      }
      if (home === undefined || !fitsKey(platform, externalId)) {
        ledger.add('threads', 'quarantined')
        const reason = home === undefined ? 'no campaign with a brand' : 'its thread id is too long for a key'
        await keeping.quarantine({ table: 'threads', key: row.id, reason, row: row.whole ?? JSON.stringify(row) })
        continue
      }
      const winner = losers.get(row.id)
      if (winner !== undefined) {
        ledger.add('threads', 'merged')
        aliases.set(row.id, keptId(winner, home.campaign.brandId, 'threads'))
        continue
      }
      const communityId = home.communities.get(row.community ?? '') ?? home.unknownCommunities.get(platform) ?? ''
      const { thread, unreadable } = readThread(row, { home, platform, externalId, communityId })
      for (const [field, value] of unreadable) {
        migration.findings.add('value_unreadable', { table: 'threads', id: row.id, field, value })
        await keeping.value(home.campaign.id, { table: 'threads', key: row.id, name: field, status: 'unreadable', value: JSON.stringify(value) })
      }
      for (const [name, value] of [
        ['insights', row.insights],
        ['ai_insights', row.aiInsights],
      ] as const)
        if (value !== null) await keeping.value(home.campaign.id, { table: 'threads', key: row.id, name, status: 'not_recounted', value })
      const own = waiting.get(home) ?? { rows: [], characters: 0 }
      waiting.set(home, own)
      own.rows.push(thread)
      own.characters += thread.title.length + thread.body.length
      characters += thread.title.length + thread.body.length
      if (own.rows.length >= piece) await write(home)
      if (characters > mostWaitingCharacters) for (const each of waiting.keys()) await write(each)
    }
    if (read % 100_000 < page.length) say(`${read.toLocaleString('en')} threads read`)
  }
  for (const home of waiting.keys()) await write(home)
  await lanes.end()
  return { aliases, erased }
}

const platformOf = (row: OldThread, communities: OldCommunities): string =>
  row.platform !== null && row.platform !== '' ? row.platform : (communities.get(row.community ?? '')?.platform ?? 'unknown')

function selectThreads({ source: { shape }, homes }: Migration): string {
  const old = shape.threads
  return `SELECT ${old.id('id')} AS id, ${old.id('campaignId')} AS campaign, ${old.id('communityId')} AS community, ${old.text('platform')} AS platform,
      ${old.text('externalId')} AS "externalId", ${old.text('parentExternalId')} AS "parentExternalId", ${old.text('url')} AS url, ${old.text('title')} AS title,
      ${old.text('body')} AS body, ${old.text('author')} AS author, ${old.text('publishedAt')} AS "publishedAt", ${old.text('collectedAt')} AS "collectedAt",
      ${old.text('createdAt')} AS "createdAt", ${old.text('analyzedAt')} AS "analyzedAt", ${old.text('score')} AS score, ${old.text('comments')} AS comments,
      ${old.text('sentiment')} AS sentiment, ${old.text('language')} AS language, ${old.json('insights')} AS insights, ${old.json('aiInsights')} AS "aiInsights",
      CASE WHEN ${isLive(old.id('campaignId'), homes)} THEN NULL ELSE ${old.row()} END AS whole
    FROM ${old.from('t')}`
}

interface Rival {
  readonly campaign: string
  readonly platform: string
  readonly externalId: string
  readonly id: string
  readonly analyzedAt: string | null
}

/** The key by which two old threads of one campaign are the same post. */
export const externalIdText = ({ shape: { threads } }: Migration['source']): string =>
  `coalesce(nullif(${threads.text('externalId')}, ''), ${threads.id('id')})`

/** Threads that lose against another with their key, each with the winner: only those that have a rival are read. */
async function readLosers({ source, homes, proceed }: Migration): Promise<Map<string, string>> {
  const { threads: old } = source.shape
  const losers = new Map<string, string>()
  if (!old.has('externalId')) return losers
  const key = `${old.id('campaignId')} AS campaign, (${platformText(source)}) COLLATE "C" AS platform, (${externalIdText(source)}) COLLATE "C" AS "externalId"`
  const pages = source.pages<Rival>(
    `SELECT campaign, platform, "externalId", id, "analyzedAt" FROM
       (SELECT k.*, count(*) OVER (PARTITION BY campaign, platform, "externalId") AS rivals FROM
         (SELECT ${key}, ${old.id('id')} AS id, ${old.text('analyzedAt')} AS "analyzedAt"
          FROM ${threadsAndCommunities(source)} WHERE ${isLive(old.id('campaignId'), homes)}) k) r
     WHERE rivals > 1 ORDER BY campaign, platform, "externalId", id`,
  )
  for await (const [first, ...rest] of groupsOf(pages, (row) => `${row.campaign}\0${row.platform}\0${row.externalId}`)) {
    proceed()
    const dated = (row: Rival) => ({ id: row.id, at: readTime(row.analyzedAt).value })
    const rivals: [ReturnType<typeof dated>, ...ReturnType<typeof dated>[]] = [dated(first), ...rest.map(dated)]
    const winner = winnerOf(rivals)
    for (const { id } of rivals) if (id !== winner.id) losers.set(id, winner.id)
  }
  return losers
}
