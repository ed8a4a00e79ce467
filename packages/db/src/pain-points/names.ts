import { createHash } from 'node:crypto'
import { dayString, minimumEvidence, type PainPointId, type PostField, type Range, type Scope, type ThreadId } from '@echoscope/domain'
import { onDays } from '../day-zone.ts'
import { lockScope } from '../lock-scope.ts'
import type { ScopedSql, Sessions } from '../session.ts'

/** A pain point that a model may name: no user did, and it was not asked about these keywords yet. */
export interface UnnamedPainPoint {
  readonly id: PainPointId
  readonly keyword: string
  /** Of those that count for it. */
  readonly alsoFoundAs: readonly string[]
  /** The words around what hurts: of each author the thread most answered, so that two phrases are two people. */
  readonly phrases: readonly { readonly threadId: ThreadId; readonly text: string }[]
}
export interface GivenName {
  readonly painPoint: UnnamedPainPoint
  /** Null: a name was asked for and none held. It is not asked for again until its keywords change. */
  readonly name: string | null
}

export interface PainPointNames {
  /** The most named ones of the range that have enough evidence, at most `limit`. */
  unnamed(scope: Scope, range: Range, limit: number): Promise<UnnamedPainPoint[]>
  /** What every pain point that is shown is called. */
  shown(scope: Scope): Promise<ReadonlyMap<PainPointId, string>>
  /** A name that another one is shown under by now, or that a user has chosen meanwhile, is left out. Returns how many were given. */
  give(scope: Scope, names: readonly GivenName[]): Promise<number>
}

const phrasesEach = 8
const around = 80

export const createPainPointNames = (sessions: Sessions): PainPointNames => ({
  unnamed: (scope, range, limit) => sessions.readScope(scope, (sql) => readUnnamed(sql, range, limit)),
  shown: (scope) => sessions.readScope(scope, readShown),
  give: (scope, names) =>
    sessions.inScope(scope, async (sql) => {
      await lockScope(sql)
      let given = 0
      for (const { painPoint, name } of names) given += await giveOne(sql, painPoint, name)
      return given
    }),
})

const keywordsHash = (keywords: readonly string[]): string => createHash('sha256').update(JSON.stringify(keywords.toSorted())).digest('hex')

interface Row {
  readonly id: PainPointId
  readonly keyword: string
  readonly named_from: string | null
  readonly others: string[]
}

async function readUnnamed(sql: ScopedSql, range: Range, limit: number): Promise<UnnamedPainPoint[]> {
  const rows = await sql.all<Row>(
    `SELECT p.id, p.keyword, p.named_from,
       ARRAY(SELECT m.keyword FROM pain_points m WHERE ${sql.within('m')} AND m.merged_into = p.id ORDER BY 1) AS others
     FROM pain_points p
     JOIN (SELECT l.pain_point_id, count(*) AS mentions FROM thread_pain_points l
           JOIN threads t ON ${sql.within('t')} AND t.id = l.thread_id AND ${onDays('$1', '$2')}
           WHERE ${sql.within('l')} GROUP BY 1 HAVING count(*) >= $3) n ON n.pain_point_id = p.id
     WHERE ${sql.within('p')} AND p.merged_into IS NULL AND NOT p.hidden AND (p.named_by = 'model' OR (p.named_by IS NULL AND p.name IS NULL))
     ORDER BY n.mentions DESC, p.keyword COLLATE "C"`,
    [dayString(range.from), dayString(range.to), minimumEvidence.subject],
  )
  const open = rows.filter(({ keyword, others, named_from }) => named_from !== keywordsHash([keyword, ...others])).slice(0, limit)
  const phrases = await readPhrases(
    sql,
    range,
    open.map(({ id }) => id),
  )
  return open.map(({ id, keyword, others }) => ({ id, keyword, alsoFoundAs: others, phrases: phrases.get(id) ?? [] }))
}

interface PhraseRow {
  readonly id: PainPointId
  readonly threadId: ThreadId
  readonly field: PostField
  readonly title: string
  readonly body: string
  readonly start: number
  readonly end: number
}

async function readPhrases(sql: ScopedSql, range: Range, ids: readonly PainPointId[]): Promise<ReadonlyMap<PainPointId, UnnamedPainPoint['phrases']>> {
  const rows = await sql.all<PhraseRow>(
    `WITH one_each AS (
       SELECT DISTINCT ON (l.pain_point_id, coalesce(t.influencer_id, t.id)) l.pain_point_id AS id, t.id AS "threadId", t.engagement,
         l.field, t.title, t.body, l.span_start AS start, l.span_end AS "end"
       FROM thread_pain_points l JOIN threads t ON ${sql.within('t')} AND t.id = l.thread_id
       WHERE ${sql.within('l')} AND l.pain_point_id = ANY($1::uuid[]) AND l.span_start IS NOT NULL AND t.gone IS NULL
         AND ${onDays('$2', '$3')}
       ORDER BY l.pain_point_id, coalesce(t.influencer_id, t.id), t.engagement DESC, t.id),
     ranked AS (SELECT *, row_number() OVER (PARTITION BY id ORDER BY engagement DESC, "threadId") AS place FROM one_each)
     SELECT id, "threadId", field, title, body, start, "end" FROM ranked WHERE place <= $4 ORDER BY id, place`,
    [ids, dayString(range.from), dayString(range.to), phrasesEach],
  )
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => [id, own.map((row) => ({ threadId: row.threadId, text: phraseOf(row) }))]))
}

/** The title, and what stands around the span; where the span is the title's own, what the body begins with. */
const phraseOf = ({ field, title, body, start, end }: PhraseRow): string => {
  const told = field === 'title' ? body.slice(0, 2 * around) : body.slice(Math.max(0, start - around), end + around)
  return `${title.slice(0, 2 * around)} ${told}`.toWellFormed().replaceAll(/\s+/g, ' ').trim()
}

async function readShown(sql: ScopedSql): Promise<ReadonlyMap<PainPointId, string>> {
  const rows = await sql.all<{ id: PainPointId; shown: string }>(
    `SELECT id, coalesce(name, keyword) AS shown FROM pain_points WHERE ${sql.within()} AND merged_into IS NULL AND NOT hidden`,
  )
  return new Map(rows.map(({ id, shown }) => [id, shown]))
}

async function giveOne(sql: ScopedSql, { id, keyword, alsoFoundAs }: UnnamedPainPoint, name: string | null): Promise<number> {
  const taken =
    name !== null &&
    (await sql.first(
      `SELECT id FROM pain_points WHERE ${sql.within()} AND id <> $1 AND merged_into IS NULL AND NOT hidden AND lower(coalesce(name, keyword)) = lower($2) LIMIT 1`,
      [id, name],
    )) !== null
  const given = taken || name === keyword ? null : name
  const changed = await sql.run(
    `UPDATE pain_points SET name = $2, named_by = CASE WHEN $2::text IS NULL THEN NULL ELSE 'model' END, named_from = $3
     WHERE ${sql.within()} AND id = $1 AND (named_by = 'model' OR (named_by IS NULL AND name IS NULL))`,
    [id, given, keywordsHash([keyword, ...alsoFoundAs])],
  )
  return given === null ? 0 : changed
}
