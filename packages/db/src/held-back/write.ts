import { heldBackDays, mostHeldBack, newId } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { keyOf, placeOf } from '../store-fold.ts'
import type { Batch } from '../store.ts'
import { piecesOf, valuesOf } from '../values.ts'

interface Place {
  readonly platform: string
  readonly externalId: string
}

const columns = [
  'id',
  'platform',
  'external_id',
  'url',
  'title',
  'body',
  'username',
  'community',
  'published_at',
  'language',
  'source',
  'reason',
  'matches',
  'detail',
  'rule_version',
  'held_at',
]
/** As much as an analysis reads. */
const keptOfBody = 8_000

/**
 * Keeps what the batch did not store, and takes away what it did store or the source deleted; `copies` are told of by themselves. The newest of each scope stay, for a month: how many there were is
 * with the run.
 */
export async function writeHeldBack(sql: ScopedSql, { heldBack, readings, source, at }: Batch, copies: ReadonlySet<string>): Promise<void> {
  const read = readings.filter(({ kind }) => kind !== 'observation').map(placeOf)
  await release(
    sql,
    read.filter((place) => !copies.has(keyOf(place))),
  )
  // One post twice in a batch is one row: a statement cannot change a row twice.
  const held = new Map(heldBack.map((each) => [keyOf(each.post), each]))
  for (const key of await storedAmong(
    sql,
    [...held.values()].map(({ post }) => post),
  ))
    held.delete(key)
  const posts = [...held.values()]
  if (posts.length === 0) return
  const { brandId, campaignId, type } = sql.scope
  const replaced = columns.filter((column) => !['id', 'platform', 'external_id'].includes(column)).map((column) => `${column} = excluded.${column}`)
  for (const piece of piecesOf(posts, columns.length)) {
    const values = valuesOf(
      piece.map(({ post, reason, matches, detail, language, ruleVersion }) => [
        newId<'held-back'>(at.getTime()),
        post.platform,
        post.externalId,
        post.url,
        post.title,
        post.body.slice(0, keptOfBody).toWellFormed(),
        post.author,
        post.community.name,
        post.publishedAt,
        language,
        source,
        reason,
        JSON.stringify(matches),
        detail,
        ruleVersion,
        at,
      ]),
      { shared: [brandId, campaignId, type] },
    )
    await sql.run(
      `INSERT INTO held_back AS h (brand_id, campaign_id, campaign_type, ${columns.join(', ')}) VALUES ${values.text}
       ON CONFLICT (brand_id, campaign_id, platform, external_id) DO UPDATE SET ${replaced.join(', ')} WHERE ${sql.within('h')} AND h.reason <> 'duplicate'`,
      values.params,
    )
  }
  await trim(sql)
  await sql.run(`UPDATE scout_dispatch SET sweep_at = now() + interval '1 day' WHERE brand_id = $1 AND campaign_id = $2 AND sweep_at IS NULL`, [
    brandId,
    campaignId,
  ])
}

/** What an earlier rule kept stays where it is. */
async function storedAmong(sql: ScopedSql, places: readonly Place[]): Promise<string[]> {
  const found: string[] = []
  for (const [platform, own] of Map.groupBy(places, (place) => place.platform)) {
    const rows = await sql.all<Place>(
      `SELECT t.platform, t.external_id AS "externalId" FROM threads t WHERE ${sql.within('t')} AND t.platform = $1 AND t.external_id = ANY($2::text[])`,
      [platform, own.map(({ externalId }) => externalId)],
    )
    found.push(...rows.map(keyOf))
  }
  return found
}

async function release(sql: ScopedSql, places: readonly Place[]): Promise<void> {
  const byPlatform = Map.groupBy(places, ({ platform }) => platform)
  for (const [platform, own] of byPlatform)
    await sql.run(`DELETE FROM held_back WHERE ${sql.within()} AND platform = $1 AND external_id = ANY($2::text[])`, [
      platform,
      own.map(({ externalId }) => externalId),
    ])
}

async function trim(sql: ScopedSql): Promise<void> {
  await sql.run(
    `DELETE FROM held_back h WHERE ${sql.within('h')} AND h.reason <> 'duplicate' AND (h.held_at, h.id) <= (
       SELECT o.held_at, o.id FROM held_back o WHERE ${sql.within('o')} AND o.reason <> 'duplicate' ORDER BY o.held_at DESC, o.id DESC OFFSET ${mostHeldBack} LIMIT 1)`,
  )
}

/** Takes away what was kept for long enough, and what is older than the scope keeps threads. Returns whether anything is left. */
export async function sweepHeldBack(sql: ScopedSql, publishedBefore: Date | null): Promise<boolean> {
  await sql.run(`DELETE FROM held_back WHERE ${sql.within()} AND reason <> 'duplicate' AND held_at < now() - interval '${heldBackDays} days'`)
  if (publishedBefore !== null) await sql.run(`DELETE FROM held_back WHERE ${sql.within()} AND published_at < $1`, [publishedBefore])
  return (await sql.first(`SELECT id FROM held_back WHERE ${sql.within()} LIMIT 1`)) !== null
}
