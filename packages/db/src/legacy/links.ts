import type { ScopedSql } from '../session.ts'
import { platformText, threadsAndCommunities } from './communities.ts'
import { keptId } from './derive-id.ts'
import { joined, readIds } from './keyed-rows.ts'
import { createLanes, groupsOf, type Home, inHome, isLive, type Migration, writers } from './migration.ts'
import { painPointTable, usableKeyword } from './pain-points.ts'
import { type Aliases, externalIdText, type Whereabouts } from './threads.ts'
import { fitsKey } from './values.ts'

interface OldLink {
  readonly thread: string | null
  readonly painPoint: string | null
  /** Null where that end does not exist. */
  readonly threadId: string | null
  readonly threadCampaign: string | null
  readonly platform: string | null
  readonly externalId: string | null
  readonly painPointId: string | null
  readonly painPointCampaign: string | null
  readonly keyword: string | null
  readonly titleLength: number
  readonly bodyLength: number
  /** Where the keyword stands in the title, from 1; 0: nowhere. */
  readonly found: number
  readonly row: string
}
interface NewLink {
  readonly threadId: string
  readonly keyword: string
  readonly field: 'title' | 'body'
  readonly start: number
  readonly end: number
}

const piece = 1_000

/** Links of threads and pain points: one for each thread and keyword, inside one scope. */
export async function migrateLinks(migration: Migration, { aliases, erased }: Whereabouts): Promise<void> {
  const { source, homes, ledger, keeping, proceed } = migration
  if (!source.shape.thread_pain_points.exists) return
  const lanes = createLanes(writers)
  const waiting = new Map<Home, NewLink[]>()
  const write = async (home: Home): Promise<void> => {
    const rows = waiting.get(home) ?? []
    waiting.delete(home)
    await lanes.run(async () => {
      const stand = await inHome(migration, home, (sql) => writeLinks(sql, rows))
      ledger.add('thread_pain_points', 'written', stand ?? rows.length)
      home.after.mentions += stand ?? rows.length
      // What an alias led to the same row twice.
      ledger.add('thread_pain_points', 'merged', rows.length - (stand ?? rows.length))
    })
  }
  let strays: { key: string; copies: number } = { key: '', copies: 0 }
  for await (const group of groupsOf(source.pages<OldLink>(selectLinks(migration)), keyOf)) {
    proceed()
    ledger.add('thread_pain_points', 'read', group.length)
    const [first] = group
    const home = homes.get(first.threadCampaign ?? '')
    const reason = strayReason(first, home) ?? (home !== undefined && erased.has(targetOf(first, home, aliases)) ? 'an end is in quarantine' : null)
    if (home !== undefined) home.before.mentions += group.length
    if (reason !== null || home === undefined) {
      ledger.add('thread_pain_points', 'quarantined', group.length)
      for (const { thread, painPoint, row } of group) {
        const key = `${thread ?? ''}/${painPoint ?? ''}`
        strays = { key, copies: strays.key === key ? strays.copies + 1 : 1 }
        const copy = strays.copies === 1 ? '' : `#${strays.copies}`
        await keeping.quarantine({ table: 'thread_pain_points', key: key + copy, reason: reason ?? 'no campaign with a brand', row })
      }
      continue
    }
    ledger.add('thread_pain_points', 'merged', group.length - 1)
    // Where a thread lost against another, the winner's own link tells the place.
    const link = group.find(({ threadId }) => threadId !== null && !aliases.has(threadId)) ?? first
    const own = waiting.get(home) ?? []
    waiting.set(home, own)
    own.push(linkOf(link, home, aliases))
    if (own.length >= piece) await write(home)
  }
  for (const home of waiting.keys()) await write(home)
  await lanes.end()
}

/** Links with a key lie together; those without one are told apart by their ends. */
const keyOf = (link: OldLink): string =>
  link.threadId !== null && link.painPointId !== null && link.threadCampaign === link.painPointCampaign && usableKeyword(link.keyword)
    ? joined(['link', link.threadCampaign ?? '', link.platform ?? '', link.externalId ?? '', link.keyword])
    : joined(['stray', link.thread ?? '', link.painPoint ?? '', link.keyword ?? ''])

function strayReason(link: OldLink, home: Home | undefined): string | null {
  if (link.threadId === null) return 'its thread does not exist'
  if (link.painPointId === null) return 'its pain point does not exist'
  if (link.threadCampaign !== link.painPointCampaign) return 'its ends are in two campaigns'
  if (home === undefined || !usableKeyword(link.keyword) || !fitsKey(link.platform ?? '', link.externalId ?? '')) return 'an end is in quarantine'
  return null
}

const targetOf = ({ threadId }: OldLink, { campaign }: Home, aliases: Aliases): string =>
  aliases.get(threadId ?? '') ?? keptId(threadId ?? '', campaign.brandId, 'threads')

/** The old link says that the thread expresses it, not where: the keyword in the title, else the whole title is its place. */
function linkOf(link: OldLink, home: Home, aliases: Aliases): NewLink {
  const { keyword, titleLength, bodyLength, found } = link
  const [start, length] = found > 0 ? [found - 1, keyword?.length ?? 1] : [0, titleLength > 0 ? titleLength : bodyLength]
  return {
    threadId: targetOf(link, home, aliases),
    keyword: keyword ?? '',
    field: titleLength > 0 ? 'title' : 'body',
    start,
    end: start + Math.max(1, length),
  }
}

function selectLinks({ source, homes }: Migration): string {
  const { thread_pain_points: old, threads, pain_points } = source.shape
  const title = `coalesce(${threads.text('title')}, '')`
  // Positions agree with ours only where every character is one unit.
  const plain = 't.title_bytes = t."titleLength"'
  return `SELECT ${old.id('threadId', 'l')} AS thread, ${old.id('painPointId', 'l')} AS "painPoint", t.id AS "threadId", t.campaign AS "threadCampaign", t.platform,
      t."externalId", p.id AS "painPointId", p.campaign AS "painPointCampaign", p.keyword, coalesce(t."titleLength", 0) AS "titleLength",
      coalesce(t."bodyLength", 0) AS "bodyLength", CASE WHEN ${plain} THEN strpos(lower(t.title), lower(p.keyword)) ELSE 0 END AS found,
      CASE WHEN t.campaign = p.campaign AND ${isLive('t.campaign', homes)} AND p.keyword <> '' THEN '{}' ELSE ${old.row('l')} END AS row
    FROM ${old.from('l')}
    LEFT JOIN (SELECT ${threads.id('id')} AS id, ${threads.id('campaignId')} AS campaign, (${platformText(source)}) COLLATE "C" AS platform,
        (${externalIdText(source)}) COLLATE "C" AS "externalId", left(${title}, 1000) AS title, char_length(${title}) AS "titleLength",
        octet_length(${title}) AS title_bytes, coalesce(char_length(${threads.text('body')}), 0) AS "bodyLength"
      FROM ${threadsAndCommunities(source)}) t ON t.id = ${old.id('threadId', 'l')}
    LEFT JOIN (SELECT ${pain_points.id('id', 'q')} AS id, ${pain_points.id('campaignId', 'q')} AS campaign,
        (${pain_points.text('keyword', 'q')}) COLLATE "C" AS keyword FROM ${pain_points.from('q')}) p ON p.id = ${old.id('painPointId', 'l')}
    ORDER BY t.campaign, t.platform, t."externalId", p.keyword, 1, 2, p.campaign`
}

/** Writes links that are not there; answers with how many of these stand. */
async function writeLinks(sql: ScopedSql, rows: readonly NewLink[]): Promise<number> {
  const painPoints = await readIds(
    sql,
    painPointTable,
    [...new Set(rows.map(({ keyword }) => keyword))].map((keyword) => [keyword]),
  )
  const { brandId, campaignId, type } = sql.scope
  const pairs = new Map<string, { readonly threadId: string; readonly painPointId: string; readonly link: NewLink }>()
  for (const link of rows) {
    const painPointId = painPoints.get(link.keyword)
    if (painPointId === undefined) throw new Error('a pain point that was just written is not there')
    const key = `${link.threadId} ${painPointId}`
    if (!pairs.has(key)) pairs.set(key, { threadId: link.threadId, painPointId, link })
  }
  const tuples = [...pairs.values()].map(
    ({ threadId, painPointId, link }) =>
      `('${brandId}','${campaignId}','${type}','${threadId}','${painPointId}','${link.field}',${Number(link.start)},${Number(link.end)})`,
  )
  const written = await sql.run(
    `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end)
     VALUES ${tuples.join(',')} ON CONFLICT DO NOTHING`,
  )
  if (written === pairs.size) return written
  const counted = await sql.first<{ n: number }>(
    `SELECT count(*)::int AS n FROM unnest($1::uuid[], $2::uuid[]) AS w (thread_id, pain_point_id)
     JOIN thread_pain_points p ON ${sql.within('p')} AND p.thread_id = w.thread_id AND p.pain_point_id = w.pain_point_id`,
    [[...pairs.values()].map(({ threadId }) => threadId), [...pairs.values()].map(({ painPointId }) => painPointId)],
  )
  return counted?.n ?? 0
}
