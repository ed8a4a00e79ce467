import { createHash } from 'node:crypto'
import type { Database, NewInsightRun } from '@echoscope/db'
import { canonicalJson, type InsightRun, parseRange, type Scope } from '@echoscope/domain'
import { checkDrafts } from './check-drafts.ts'
import { rulesWriter } from './rules-writer.ts'

export interface WriteDeps {
  readonly db: Pick<Database, 'insights'>
  readonly now: () => Date
}

/**
 * Writes a scope's insights over its last 30 days, counts every claim again in a snapshot of its own, and keeps what holds. What does not hold is struck
 * out and kept with the run, to be looked at and never shown.
 */
export async function writeInsights({ db, now }: WriteDeps, scope: Scope): Promise<InsightRun> {
  const range = parseRange(undefined, now())
  const facts = await db.insights.facts(scope, range)
  const { drafts, withheld } = rulesWriter(facts)
  const { insights, struck } = await checkDrafts({ db, scope, range }, drafts)
  const run: NewInsightRun = {
    range: { from: range.from.toISOString(), to: range.to.toISOString() },
    writer: 'rules',
    fellBack: null,
    model: null,
    parameters: {},
    promptHash: null,
    factsHash: createHash('sha256').update(canonicalJson(facts)).digest('hex'),
    inputs: [],
    insights,
    struck,
    withheld,
    inputTokens: 0,
    outputTokens: 0,
    usd: 0,
  }
  return db.insights.keep(scope, run)
}
