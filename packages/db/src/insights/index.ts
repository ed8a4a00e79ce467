import {
  checkParts,
  type CurrentInsights,
  DomainError,
  type Insight,
  type InsightRun,
  type InsightRunId,
  newId,
  type Page,
  type Range,
  type Scope,
  scopeNotFound,
  type SentenceInput,
  type ThreadId,
} from '@echoscope/domain'
import { readFacts } from '../analytics/dashboard.ts'
import { readWindows } from '../analytics/windows.ts'
import { readDayZone } from '../day-zone.ts'
import { claimDue } from '../claim-due.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Waiting } from '../dispatch.ts'
import { refuseOvertaken } from '../forget/insight-traces.ts'
import { lockScope } from '../lock-scope.ts'
import type { ScopedSql, Sessions } from '../session.ts'
import { type Excerpt, readExcerpts } from './excerpts.ts'
import { columns, type Row, toRun } from './rows.ts'

export type NewInsightRun = Omit<InsightRun, 'id' | 'writtenAt'>

/** Insights of a scope as they were written, and what they are written from. */
export interface Insights {
  /** Scopes whose insights are due; each is given to one worker. */
  due(limit: number): Promise<Waiting[]>
  /** Has them written as soon as a worker is free. */
  ask(scope: Scope): Promise<void>
  /** The metrics that sentences are written from, in one snapshot. */
  facts(scope: Scope, range: Range): Promise<SentenceInput>
  /** Threads whose texts a writer may read: of each of these pain points at most `each`, and at most `most` in all. */
  excerpts(scope: Scope, range: Range, choice: { readonly painPointIds: readonly string[]; readonly each: number; readonly most: number }): Promise<Excerpt[]>
  /** Title and body of threads of this scope, as a quote is looked for in them; without those that are not here. */
  textsOf(scope: Scope, ids: readonly string[]): Promise<Map<string, string>>
  /** Keeps a run, shows its insights with the campaign, and has the next ones written in a day. `wrong_state` where what they speak of was removed meanwhile. */
  keep(scope: Scope, run: NewInsightRun): Promise<InsightRun>
  /** The newest run, its claims counted again; null where none was written. */
  current(scope: Scope): Promise<CurrentInsights | null>
  history(scope: Scope, page: { readonly cursor?: string | undefined; readonly limit: number }): Promise<Page<InsightRun>>
}

/** Subjects of a kind that facts hold: more than any sentence is about. */
const mostSubjects = 100

export const createInsights = (sessions: Sessions): Insights => ({
  due: (limit) => claimDue(sessions, 'insights_at', limit),
  ask: async (scope) => {
    if ((await sessions.inScope(scope, (sql) => setNext(sql, 'now()'))) === 0) throw scopeNotFound()
  },
  facts: (scope, range) => sessions.readScope(scope, async (sql) => readFacts(sql, await readWindows(sql, range), mostSubjects)),
  excerpts: (scope, range, choice) => sessions.readScope(scope, (sql) => readExcerpts(sql, range, choice)),
  textsOf: (scope, ids) => sessions.readScope(scope, (sql) => readTexts(sql, ids)),
  keep: (scope, run) =>
    sessions.inScope(scope, async (sql) => {
      await lockScope(sql)
      await refuseOvertaken(sql, run)
      await refuseOtherDays(sql, run)
      const kept = await insert(sql, run)
      await showWithCampaign(sql, run.insights)
      await setNext(sql, tomorrowUnlessAsked)
      return kept
    }),
  current: (scope) =>
    sessions.readScope(scope, async (sql) => {
      const row = await sql.first<Row>(`SELECT ${columns} FROM insight_runs WHERE ${sql.within()} ORDER BY id DESC LIMIT 1`)
      if (row === null) return null
      const run = toRun(row)
      return { run, stale: await staleOf(sql, run) }
    }),
  history: (scope, { cursor, limit }) =>
    sessions.readScope(scope, async (sql) => {
      const after = cursor === undefined ? null : decodeCursor(cursor, 'count').id
      const rows = await sql.all<Row>(`SELECT ${columns} FROM insight_runs WHERE ${sql.within()} AND ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`, [
        after,
        limit + 1,
      ])
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { items: shown.map(toRun), nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ value: '0', id: last.id }) : null }
    }),
})

/** Days were counted anew while it was written: what it says of them holds no more. */
async function refuseOtherDays(sql: ScopedSql, { timeZone }: NewInsightRun): Promise<void> {
  if ((await readDayZone(sql)).name !== timeZone)
    throw new DomainError(
      'wrong_state',
      'The time zone of this scope changed while its insights were written. None were kept; they are written again in some minutes.',
    )
}

/** While they are written the time lies ahead (claimDue): one that has come was asked for meanwhile, and stays. */
const tomorrowUnlessAsked = "CASE WHEN insights_at <= now() THEN insights_at ELSE now() + interval '1 day' END"

const setNext = (sql: ScopedSql, when: 'now()' | typeof tomorrowUnlessAsked): Promise<number> =>
  sql.run(`UPDATE scout_dispatch SET insights_at = ${when} WHERE brand_id = $1 AND campaign_id = $2`, [sql.scope.brandId, sql.scope.campaignId])

async function readTexts(sql: ScopedSql, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.all<{ id: string; text: string }>(
    `SELECT id, title || E'\\n' || body AS text FROM threads WHERE ${sql.within()} AND id = ANY($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map(({ id, text }) => [id, text]))
}

async function insert(sql: ScopedSql, run: NewInsightRun): Promise<InsightRun> {
  const { brandId, campaignId, type } = sql.scope
  const row = await sql.first<Row>(
    `INSERT INTO insight_runs (brand_id, campaign_id, campaign_type, id, range_from, range_to, writer, fell_back, model, parameters, prompt_hash, facts_hash,
       inputs, insights, struck, withheld, input_tokens, output_tokens, usd, time_zone)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) RETURNING ${columns}`,
    [
      brandId,
      campaignId,
      type,
      newId<'insight-run'>() satisfies InsightRunId,
      run.range.from,
      run.range.to,
      run.writer,
      run.fellBack,
      run.model,
      JSON.stringify(run.parameters),
      run.promptHash,
      run.factsHash,
      JSON.stringify(run.inputs),
      JSON.stringify(run.insights),
      JSON.stringify(run.struck),
      JSON.stringify(run.withheld),
      run.inputTokens,
      run.outputTokens,
      run.usd,
      run.timeZone,
    ],
  )
  if (row === null) throw new Error('the run that was just written is not there')
  return toRun(row)
}

/** Most key insights of Brand Analytics. */
const mostKeyInsights = 6

/** Brand Analytics shows key insights, a campaign findings with what to do about them: each in the place of its own kind. */
async function showWithCampaign(sql: ScopedSql, insights: readonly Insight[]): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  const [place, shown] =
    type === 'automatic'
      ? (['ai_insights', insights.slice(0, mostKeyInsights).map(({ kind, text, parts, evidence }) => ({ kind, text, parts, evidence }))] as const)
      : ([
          'insights',
          insights.map(({ kind, text, parts, evidence, recommendation, priority }) => ({ kind, finding: text, parts, evidence, recommendation, priority })),
        ] as const)
  await sql.run('UPDATE campaigns SET metadata = jsonb_set(metadata, ARRAY[$4], $5::jsonb) WHERE brand_id = $1 AND id = $2 AND type = $3', [
    brandId,
    campaignId,
    type,
    place,
    JSON.stringify(shown),
  ])
}

async function staleOf(sql: ScopedSql, { insights, range }: InsightRun): Promise<CurrentInsights['stale']> {
  const claims = insights.map(({ parts }) => parts.filter((part) => typeof part !== 'string'))
  const facts = await readFacts(sql, await readWindows(sql, { from: new Date(range.from), to: new Date(range.to) }), mostSubjects)
  const quoted = claims.flat().flatMap((claim) => ('quote' in claim ? [claim.threadId as ThreadId] : []))
  const texts = await readTexts(sql, quoted)
  return claims.flatMap((own, insight) => {
    const { verdicts } = checkParts(own, { facts, textOf: (id) => texts.get(id) ?? null })
    const differing = verdicts.filter(({ fault }) => fault !== null).length
    return differing === 0 ? [] : [{ insight, differing, claims: own.length }]
  })
}
