import { type Analysis, copyDays, type Entity, type Match, nearText, type ThreadId } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { type KnownThread, readKnown } from '../store-known.ts'
import { type FoldedThread, keyOf } from '../store-fold.ts'
import type { KeptPost } from '../store.ts'
import type { Candidate, StoredCopies, StoredHead } from './settle.ts'

/** What stands beside a copy's text in `held_back.kept`. */
export interface KeptOfCopy {
  readonly parentExternalId: string | null
  readonly communityUrl: string
  readonly observedAt: string | null
  readonly score: number | null
  readonly comments: number
  readonly analysis: Analysis
  readonly entities: readonly Entity[]
  readonly byBot: boolean
}

/** Null: its text is too short to be compared. */
export function candidateOf(thread: FoldedThread, source: string): Candidate | null {
  const { title, body } = thread.kept.post
  const near = nearText(title, body)
  return near === null ? null : { thread, near, source }
}

export interface Besides {
  readonly without: readonly ThreadId[]
  /** `keyOf` posts that a source just told of: what is stored of them counts no more. */
  readonly read: ReadonlySet<string>
}

/** The stored threads and copies of the scope, without threads that leave or are written anew. */
export const storedCopies = (sql: ScopedSql, { without, read }: Besides): StoredCopies => ({
  headsLike: (candidates) => headsLike(sql, candidates, without),
  letGo: async (head) => {
    const known = (await readKnown(sql, [head])).values().next().value
    if (known === undefined) throw new Error('a thread that was just found is not there')
    return [...candidatesOf([known]), ...(await copiesOf(sql, [head.id], read))]
  },
  copiesOf: ({ id }) => copiesOf(sql, [id], read),
})

interface HeadRow extends Omit<StoredHead, 'near' | 'foundBy'> {
  marks: string[]

  title: string
  body: string
}

/** The newest that share a mark: texts made to share them and say other things would else be read again with every batch. */
const mostOfMark = 50

async function headsLike(sql: ScopedSql, candidates: readonly Candidate[], without: readonly ThreadId[]): Promise<StoredHead[]> {
  const times = candidates.map(({ thread }) => thread.kept.post.publishedAt.getTime())
  // A thread this far may have copies half way.
  const reach = 2 * copyDays * 86_400_000
  const rows = await sql.all<HeadRow>(
    `SELECT t.id, t.platform, t.external_id AS "externalId", t.published_at AS "publishedAt", t.title, t.body, t.revision > 0 AS "isWorkedOn", m.marks
     FROM (SELECT m.thread_id, array_agg(m.mark::text) AS marks FROM (
         SELECT m.thread_id, m.mark, row_number() OVER (PARTITION BY m.mark ORDER BY m.thread_id DESC) AS place
         FROM thread_marks m WHERE ${sql.within('m')} AND m.mark = ANY($1::bigint[])) m
       WHERE m.place <= ${mostOfMark} GROUP BY m.thread_id) m
     JOIN threads t ON ${sql.within('t')} AND t.id = m.thread_id
     WHERE t.gone IS NULL AND t.published_at BETWEEN $2 AND $3 AND t.id <> ALL($4::uuid[])`,
    [candidates.flatMap(({ near }) => near.marks.map(String)), new Date(Math.min(...times) - reach), new Date(Math.max(...times) + reach), without],
  )
  return rows.flatMap(({ title, body, marks, ...row }) => {
    const near = nearText(title, body)
    return near === null ? [] : [{ ...row, near, foundBy: marks.map(BigInt) }]
  })
}

interface CopyRow {
  platform: string
  external_id: string
  url: string
  title: string
  body: string
  username: string | null
  community: string
  published_at: Date
  source: string
  matches: Match[]
  rule_version: number
  kept: KeptOfCopy
}

/** The copies of these threads, as they would be threads, but for those that were just read. */
export async function copiesOf(sql: ScopedSql, threads: readonly ThreadId[], read: ReadonlySet<string>): Promise<Candidate[]> {
  if (threads.length === 0) return []
  const rows = await sql.all<CopyRow>(
    `SELECT h.platform, h.external_id, h.url, h.title, h.body, h.username, h.community, h.published_at, h.source, h.matches, h.rule_version, h.kept
     FROM held_back h WHERE ${sql.within('h')} AND h.copy_of = ANY($1::uuid[])`,
    [threads],
  )
  return rows.flatMap((row) => (read.has(keyOf({ platform: row.platform, externalId: row.external_id })) ? [] : (candidateOf(toThread(row), row.source) ?? [])))
}

function toThread(row: CopyRow): FoldedThread {
  const { kept } = row
  const observedAt = kept.observedAt === null ? null : new Date(kept.observedAt)
  const post: KeptPost['post'] = {
    platform: row.platform,
    externalId: row.external_id,
    parentExternalId: kept.parentExternalId,
    url: row.url,
    title: row.title,
    body: row.body,
    author: row.username,
    ...(kept.byBot && { byBot: true }),
    community: { name: row.community, url: kept.communityUrl, members: null },
    publishedAt: row.published_at,
    observedAt,
    score: kept.score,
    comments: kept.comments,
  }
  const { matches, rule_version: ruleVersion } = row
  return {
    before: null,
    gone: null,
    kept: { post, matches, ruleVersion, analysis: kept.analysis, entities: kept.entities },
    score: kept.score,
    comments: kept.comments,
    observedAt,
  }
}

const candidatesOf = (threads: readonly KnownThread[]): Candidate[] =>
  threads.flatMap((before) => {
    const { score, comments, observedAt, matches, entities, ruleVersion, language, sentiment, brandSentiment, mentionsBrand, painPoints, spamSigns } = before
    const { platform, externalId, parentExternalId, url, title, body, author, publishedAt } = before
    const community = { name: before.community, url: before.communityUrl, members: null }
    const bot = before.byBot && ({ byBot: true } as const)
    const post = { platform, externalId, parentExternalId, url, title, body, author, ...bot, publishedAt, community, score, comments, observedAt }
    const kept = {
      post,
      matches,
      entities,
      ruleVersion,
      analysis: { language, sentiment, brandSentiment, mentionsBrand, painPoints, spam: before.spam ?? 0, spamSigns },
    }
    return candidateOf({ before, gone: null, kept, score, comments, observedAt }, before.source) ?? []
  })
