import { isUuid, type Zone } from '@echoscope/domain'
import pg from 'pg'
import { holdDayZone } from '../day-zone.ts'
import type { ScopedSql } from '../session.ts'
import { deriveId } from './derive-id.ts'
import { influencerTable } from './influencers.ts'
import { joined, readIds } from './keyed-rows.ts'
import type { Instant } from './values.ts'

export interface NewThread {
  readonly oldId: string
  readonly id: string
  readonly platform: string
  readonly externalId: string
  readonly parentExternalId: string | null
  readonly url: string
  readonly title: string
  readonly body: string
  readonly author: string | null
  readonly communityId: string
  readonly publishedAt: Instant
  readonly collectedAt: Instant
  readonly observedAt: Instant | null
  readonly score: number | null
  readonly comments: number
  readonly language: string
  readonly sentiment: number
  readonly mentionsBrand: boolean
}
/** A thread that stands under another id than its own; `merged` where another thread had its key. */
export interface Elsewhere {
  readonly id: string
  readonly merged: boolean
}

/** Writes threads that are not there, and answers with those that stand under another id, by their old one. */
export async function writeThreads(sql: ScopedSql, rows: readonly NewThread[]): Promise<Map<string, Elsewhere>> {
  const elsewhere = new Map<string, Elsewhere>()
  const refs = { authors: await authorIds(sql, rows), zone: await holdDayZone(sql) }
  if ((await insert(sql, rows, refs)) === rows.length) return elsewhere
  const there = await readThreadIds(sql, rows)
  const missing = rows.filter((row) => !there.has(joined([row.platform, row.externalId])))
  for (const row of rows) {
    const id = there.get(joined([row.platform, row.externalId]))
    if (id !== undefined && id !== row.id) elsewhere.set(row.oldId, { id, merged: id !== otherId(sql, row) })
  }
  if (missing.length > 0) {
    // Its id belongs to another thread of the scope.
    await insert(
      sql,
      missing.map((row) => ({ ...row, id: otherId(sql, row) })),
      refs,
    )
    for (const row of missing) elsewhere.set(row.oldId, { id: otherId(sql, row), merged: false })
  }
  return elsewhere
}

const otherId = ({ scope }: ScopedSql, { id, platform, externalId }: NewThread): string => deriveId(scope.brandId, 'thread', id, platform, externalId)

async function authorIds(sql: ScopedSql, rows: readonly NewThread[]): Promise<Map<string, string>> {
  const keys = new Map(rows.flatMap(({ platform, author }) => (author === null ? [] : [[joined([platform, author]), [platform, author]] as const])))
  return readIds(sql, influencerTable, [...keys.values()])
}

async function readThreadIds(sql: ScopedSql, rows: readonly NewThread[]): Promise<Map<string, string>> {
  const found = await sql.all<{ id: string; platform: string; external_id: string }>(
    `SELECT t.id, t.platform, t.external_id FROM unnest($1::text[], $2::text[]) AS w (platform, external_id)
     JOIN threads t ON ${sql.within('t')} AND t.platform = w.platform AND t.external_id = w.external_id`,
    [rows.map(({ platform }) => platform), rows.map(({ externalId }) => externalId)],
  )
  return new Map(found.map(({ id, platform, external_id }) => [joined([platform, external_id]), id]))
}

/**
 * Everything stands in the text, texts quoted by the driver's own rule: with twenty thousand bound parameters a statement, binding costs more than
 * all the rest of this process. Rows that are there by key or by id stay as they are.
 */
function insert(
  sql: ScopedSql,
  rows: readonly NewThread[],
  { authors, zone }: { readonly authors: ReadonlyMap<string, string>; readonly zone: Zone },
): Promise<number> {
  const { brandId, campaignId, type } = sql.scope
  const own = `'${uuid(brandId)}','${uuid(campaignId)}','${type}'`
  const tuples = rows.map((row) => {
    const author = row.author === null ? undefined : authors.get(joined([row.platform, row.author]))
    return `(${own},'${uuid(row.id)}','legacy',${quoted(row.platform)},${quoted(row.externalId)},${row.parentExternalId === null ? 'NULL' : quoted(row.parentExternalId)},${quoted(row.url)},${quoted(row.title)},${quoted(row.body)},'${uuid(row.communityId)}',${author === undefined ? 'NULL' : `'${uuid(author)}'`},'${instant(row.publishedAt)}',${dayOf(row.publishedAt, zone)},'${instant(row.collectedAt)}',${row.observedAt === null ? 'NULL' : `'${instant(row.observedAt)}'`},${row.score === null ? 'NULL' : Number(row.score)},${Number(row.comments)},${quoted(row.language)},${Number(row.sentiment)},${row.mentionsBrand === true},'[]',0)`
  })
  return sql.run(
    `INSERT INTO threads (brand_id, campaign_id, campaign_type, id, source, platform, external_id, parent_external_id, url, title, body, community_id,
       influencer_id, published_at, day, collected_at, observed_at, score, comments, language, model_sentiment, mentions_brand, matches, rule_version)
     VALUES ${tuples.join(',')} ON CONFLICT DO NOTHING`,
  )
}

/** As SQL; its tables of zones are the ones that days are counted anew by. */
const dayOf = (at: Instant, { name }: Zone): string =>
  name === 'UTC' ? `'${at.slice(0, 10)}'` : `('${instant(at)}'::timestamptz AT TIME ZONE ${quoted(name)})::date`

/** A text as SQL. Only one with a backslash needs the driver's slow way, letter by letter. */
const quoted = (text: string): string => (text.includes('\\') ? pg.escapeLiteral(text) : `'${text.replaceAll("'", "''")}'`)

function uuid(text: string): string {
  if (!isUuid(text)) throw new TypeError('an id is a UUID')
  return text
}
function instant(text: Instant): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) throw new TypeError('not an instant')
  return text
}
