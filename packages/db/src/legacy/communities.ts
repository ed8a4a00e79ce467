import { deriveId, keptId } from './derive-id.ts'
import { ensureRows, joined, type KeyedRow, type KeyedTable } from './keyed-rows.ts'
import { type Home, inHome, type Migration } from './migration.ts'
import { compareDated, fitsKey, type Instant, readInteger, readTime } from './values.ts'

export interface OldCommunity {
  readonly id: string
  readonly platform: string
  readonly name: string
  readonly url: string
  readonly members: number | null
  readonly at: Instant | null
  readonly createdAt: Instant | null
  /** Old ids of the campaigns that used it, in order: the first keeps its id. */
  readonly usedBy: string[]
}
export type OldCommunities = ReadonlyMap<string, OldCommunity>

/** Threads of one campaign in one community; `community` null: in none that exists. */
interface Use {
  readonly campaign: string | null
  readonly community: string | null
  readonly platform: string | null
  readonly threads: string
}
export interface Uses {
  readonly communities: OldCommunities
  readonly uses: readonly Use[]
}

const table: KeyedTable = { name: 'communities', key: ['platform', 'name'], others: ['url', 'members', 'members_at', 'first_collected_at'] }
const unknownName = '(unknown)'
/** The beginning of time, for rows that say nothing of when. */
export const unknownTime: Instant = '1970-01-01T00:00:00.000000Z'

/** The platform a thread of old has: its own, else its community's. */
export const platformText = ({ shape }: Migration['source']): string =>
  `coalesce(nullif(${shape.threads.text('platform')}, ''), nullif(${shape.communities.text('platform', 'c')}, ''), 'unknown')`
/** Threads as `t` with their community as `c`. */
export const threadsAndCommunities = ({ shape }: Migration['source']): string =>
  `${shape.threads.from('t')} LEFT JOIN ${shape.communities.from('c')} ON ${shape.communities.id('id', 'c')} = ${shape.threads.id('communityId')}`

/** Reads all communities and who used them. */
export async function readCommunities({ source, findings }: Migration): Promise<Uses> {
  const communities = new Map<string, OldCommunity>()
  const { communities: old, threads } = source.shape
  if (old.exists)
    for await (const page of source.pages<Record<'id', string> & Record<'platform' | 'name' | 'url' | 'members' | 'updatedAt' | 'createdAt', string | null>>(
      `SELECT ${old.id('id')} AS id, ${old.text('platform')} AS platform, ${old.text('name')} AS name, ${old.text('url')} AS url, ${old.text('members')} AS members,
         ${old.text('updatedAt')} AS "updatedAt", ${old.text('createdAt')} AS "createdAt" FROM ${old.from('t')}`,
    ))
      for (const row of page) {
        const members = readInteger(row.members, 0)
        if (members.bad) findings.add('value_unreadable', { table: 'communities', id: row.id, field: 'members', value: row.members })
        const platform = row.platform === null || row.platform === '' ? 'unknown' : row.platform
        const named = row.name !== null && row.name.trim() !== '' && fitsKey(platform, row.name)
        if (!named) findings.add('name_missing', { table: 'communities', id: row.id, field: 'name', value: row.name, note: 'stands under its old id' })
        else if (row.name !== null && row.name.length > 200) findings.add('long_name', { table: 'communities', id: row.id, field: 'name', value: row.name })
        communities.set(row.id, {
          id: row.id,
          platform,
          name: named && row.name !== null ? row.name : row.id,
          url: row.url ?? '',
          members: members.value,
          at: readTime(row.updatedAt).value,
          createdAt: readTime(row.createdAt).value,
          usedBy: [],
        })
      }
  const uses: Use[] = []
  if (threads.exists)
    for await (const page of source.pages<Use>(
      `SELECT ${threads.id('campaignId')} AS campaign, ${old.exists ? old.id('id', 'c') : 'NULL::text'} AS community,
         CASE WHEN ${old.exists ? old.id('id', 'c') : 'NULL::text'} IS NULL THEN ${platformText(source)} END AS platform, count(*)::text AS threads
       FROM ${threadsAndCommunities(source)} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    ))
      uses.push(...page)
  return { communities, uses }
}

/** One row per campaign that used a community; the same name twice in one scope is one row; what nobody used is kept aside. */
export async function migrateCommunities(migration: Migration, { communities, uses }: Uses): Promise<void> {
  const { homes, ledger } = migration
  ledger.add('communities', 'read', communities.size)
  const inside = new Map<Home, OldCommunity[]>()
  for (const { campaign, community, platform } of uses) {
    const home = homes.get(campaign ?? '')
    if (home === undefined || campaign === null) continue
    const used = community === null ? undefined : communities.get(community)
    if (used === undefined) home.unknownCommunities.set(platform ?? 'unknown', '')
    else {
      used.usedBy.push(campaign)
      const own = inside.get(home)
      if (own === undefined) inside.set(home, [used])
      else own.push(used)
      if (used.usedBy.length > 1) ledger.add('communities', 'splitExtra')
    }
  }
  for (const home of homes.values()) await writeScope(migration, home, inside.get(home) ?? [])
  await keepAside(migration, communities)
}

async function writeScope(migration: Migration, home: Home, used: readonly OldCommunity[]): Promise<void> {
  const { ledger, findings, dryRun } = migration
  const groups = Map.groupBy(used, ({ platform, name }) => joined([platform, name]))
  const rows = new Map<string, KeyedRow>()
  for (const [key, group] of groups) {
    const winner = group.reduce((best, each) => (compareDated(each, best) > 0 ? each : best))
    rows.set(key, rowOf(home, winner))
  }
  const created: string[] = []
  for (const platform of home.unknownCommunities.keys()) {
    const key = joined([platform, unknownName])
    findings.add('community_missing', {
      table: 'threads',
      id: home.campaign.id,
      value: platform,
      note: 'threads without a community that exists lie in one named (unknown)',
    })
    if (rows.has(key)) continue
    created.push(key)
    rows.set(key, {
      id: deriveId(home.campaign.brandId, 'community', home.campaign.id, platform, unknownName),
      key: [platform, unknownName],
      others: ['', null, null, home.campaign.createdAt ?? unknownTime],
    })
  }
  const ids = dryRun ? new Map([...rows].map(([key, { id }]) => [key, id])) : await inHome(migration, home, (sql) => ensureRows(sql, table, [...rows.values()]))
  for (const { id, platform, name } of used) home.communities.set(id, ids?.get(joined([platform, name])) ?? '')
  for (const platform of home.unknownCommunities.keys()) home.unknownCommunities.set(platform, ids?.get(joined([platform, unknownName])) ?? '')
  ledger.add('communities', 'created', created.length)
  ledger.add('communities', 'written', ids?.size ?? 0)
  ledger.add('communities', 'merged', used.length - groups.size)
  home.before.communities += used.length
  home.after.communities += ids?.size ?? 0
}

function rowOf({ campaign }: Home, { id, platform, name, url, members, at, createdAt, usedBy }: OldCommunity): KeyedRow {
  const first = usedBy[0] === campaign.old?.id
  return {
    id: first ? keptId(id, campaign.brandId, 'communities') : deriveId(campaign.brandId, 'community', campaign.id, id),
    key: [platform, name],
    others: [url, members, members === null ? null : at, createdAt ?? at ?? unknownTime],
  }
}

/**
 * Unused communities go to quarantine. The old figures of one that a single campaign used are that campaign's; those of a shared one mix
 * several, and are given to none.
 */
async function keepAside({ source, ledger, findings, keeping, homes }: Migration, communities: OldCommunities): Promise<void> {
  const { communities: old } = source.shape
  if (!old.exists) return
  for await (const page of source.pages<{ id: string; row: string }>(`SELECT ${old.id('id')} AS id, ${old.row()} AS row FROM ${old.from('t')}`))
    for (const { id, row } of page) {
      const [only, ...others] = communities.get(id)?.usedBy ?? []
      const home = homes.get(only ?? '')
      if (home === undefined) {
        ledger.add('communities', 'quarantined')
        findings.add('community_unused', { table: 'communities', id, value: communities.get(id)?.name ?? null })
        await keeping.quarantine({ table: 'communities', key: id, reason: 'no thread of a campaign lies in it', row })
      } else if (others.length === 0) await keeping.value(home.campaign.id, { table: 'communities', key: id, name: 'row', status: 'not_recounted', value: row })
    }
}
