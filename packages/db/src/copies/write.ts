import { newId, type ThreadId } from '@echoscope/domain'
import { forgetWithRows } from '../forget/insight-traces.ts'
import { removeThreads } from '../forget/remove-threads.ts'
import type { ScopedSql } from '../session.ts'
import { keyOf } from '../store-fold.ts'
import { writeThreads, type WrittenThread } from '../store-threads.ts'
import { piecesOf, valuesOf } from '../values.ts'
import type { Candidate, Copy, Settled } from './settle.ts'
import type { KeptOfCopy } from './stored.ts'

/** Writes copies that take the place of a thread that went. */
export async function writePromoted(sql: ScopedSql, promoted: readonly Candidate[], at: Date): Promise<WrittenThread[]> {
  const written: WrittenThread[] = []
  for (const [source, own] of Map.groupBy(promoted, (each) => each.source))
    written.push(...(await writeThreads(sql, { threads: own.map(({ thread }) => thread) }, { source, at, readings: [] })))
  await sql.run(
    `DELETE FROM held_back h USING unnest($1::text[], $2::text[]) AS p (platform, external_id)
     WHERE ${sql.within('h')} AND h.platform = p.platform AND h.external_id = p.external_id`,
    [promoted.map(({ thread }) => thread.kept.post.platform), promoted.map(({ thread }) => thread.kept.post.externalId)],
  )
  return written
}

/** Writes the copies with the threads they copy, which were written before, and the marks of those; takes away the threads that are copies now. */
export async function writeCopies(
  sql: ScopedSql,
  { threads, copies, stored }: Settled,
  { written, at }: { written: readonly WrittenThread[]; at: Date },
): Promise<void> {
  const ids = new Map([...stored, ...written.map(({ key, id }) => [key, id] as const)])
  await writeMarks(sql, [
    ...threads.map(({ thread, near }) => ({ of: idIn(ids, keyOf(thread.kept.post)), marks: near.marks })),
    ...copies.map(({ of, marks }) => ({ of: idIn(ids, of), marks })),
  ])
  await writeHeld(sql, { copies, ids, at })
  const folded = copies.flatMap(({ candidate }) => candidate.thread.before?.id ?? [])
  if (folded.length === 0) return
  await removeThreads(sql, folded)
  await forgetWithRows(sql)
}

/** A thread is found by its copies' marks too. */
async function writeMarks(sql: ScopedSql, threads: readonly { readonly of: ThreadId; readonly marks: readonly bigint[] }[]): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  const rows = threads.flatMap(({ of, marks }) => marks.map((mark) => [of, String(mark)]))
  for (const piece of piecesOf(rows, 2)) {
    const values = valuesOf(piece, { shared: [brandId, campaignId, type] })
    await sql.run(
      `INSERT INTO thread_marks (brand_id, campaign_id, campaign_type, thread_id, mark) VALUES ${values.text} ON CONFLICT DO NOTHING`,
      values.params,
    )
  }
}

/** Of threads whose text is another now, or gone. */
export async function removeMarks(sql: ScopedSql, threads: readonly ThreadId[]): Promise<void> {
  if (threads.length > 0) await sql.run(`DELETE FROM thread_marks WHERE ${sql.within()} AND thread_id = ANY($1::uuid[])`, [threads])
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
  'rule_version',
  'held_at',
  'copy_of',
  'likeness',
  'kept',
]
const stays = new Set(['id', 'platform', 'external_id', 'held_at'])
const replaced = [...columns.filter((column) => !stays.has(column)), 'detail'].map((column) => `${column} = excluded.${column}`).join(', ')

async function writeHeld(sql: ScopedSql, { copies, ids, at }: { copies: readonly Copy[]; ids: ReadonlyMap<string, ThreadId>; at: Date }): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(copies, columns.length)) {
    const values = valuesOf(
      piece.map(({ candidate, of, likeness }) => {
        const { post, matches, ruleVersion, analysis } = candidate.thread.kept
        return [
          newId<'held-back'>(at.getTime()),
          post.platform,
          post.externalId,
          post.url,
          post.title,
          post.body,
          post.author,
          post.community.name,
          post.publishedAt,
          analysis.language,
          candidate.source,
          'duplicate',
          JSON.stringify(matches),
          ruleVersion,
          at,
          idIn(ids, of),
          likeness,
          JSON.stringify(keptOf(candidate)),
        ]
      }),
      { shared: [brandId, campaignId, type] },
    )
    await sql.run(
      `INSERT INTO held_back AS h (brand_id, campaign_id, campaign_type, ${columns.join(', ')}) VALUES ${values.text}
       ON CONFLICT (brand_id, campaign_id, platform, external_id) DO UPDATE SET ${replaced} WHERE ${sql.within('h')}`,
      values.params,
    )
  }
}

function keptOf({ thread: { kept, score, comments, observedAt } }: Candidate): KeptOfCopy {
  const { language, sentiment, brandSentiment, mentionsBrand, painPoints, spam, spamSigns } = kept.analysis
  return {
    parentExternalId: kept.post.parentExternalId,
    communityUrl: kept.post.community.url,
    observedAt: observedAt?.toISOString() ?? null,
    score,
    comments,
    analysis: { language, sentiment, brandSentiment, mentionsBrand, painPoints, spam, spamSigns },
    entities: kept.entities,
    byBot: kept.post.byBot ?? false,
  }
}

function idIn(ids: ReadonlyMap<string, ThreadId>, key: string): ThreadId {
  const id = ids.get(key)
  if (id === undefined) throw new Error('the thread that is copied is not there')
  return id
}
