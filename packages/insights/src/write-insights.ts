import { createHash } from 'node:crypto'
import type { Database, NewInsightRun } from '@echoscope/db'
import { canonicalJson, type InsightRun, parseRange, type Range, type Scope, type SentenceInput } from '@echoscope/domain'
import { aiWriter } from './ai/ai-writer.ts'
import type { Model } from './ai/model.ts'
import { checkDrafts } from './check-drafts.ts'
import { rulesWriter } from './rules-writer.ts'

export interface WriteDeps {
  readonly db: Pick<Database, 'insights' | 'aiBudgets' | 'timeZones'>
  readonly now: () => Date
  /** Null: the rules write. */
  readonly model: Model | null
}

/**
 * Writes a scope's insights over its last 30 days, counts every claim again in a snapshot of its own, and keeps what holds. What does not hold is struck
 * out and kept with the run, to be looked at and never shown. A model writes where there is one; where it cannot, the rules do, and the run says why.
 */
export async function writeInsights(deps: WriteDeps, scope: Scope): Promise<InsightRun> {
  const range = parseRange(undefined, deps.now(), await deps.db.timeZones.of(scope))
  const facts = await deps.db.insights.facts(scope, range)
  const frame = {
    range: facts.range,
    timeZone: facts.timeZone,
    factsHash: hashOf(facts),
  }
  return deps.db.insights.keep(scope, { ...frame, ...(await written(deps, { scope, range, facts })) })
}

/** Without what asking a model costs, which changes by asking. */
const hashOf = (facts: SentenceInput): string =>
  createHash('sha256')
    .update(canonicalJson({ ...facts, kpis: facts.kpis.filter(({ id }) => id !== 'aiCost') }))
    .digest('hex')

interface Job {
  readonly scope: Scope
  readonly range: Range
  readonly facts: SentenceInput
}
type Written = Omit<NewInsightRun, 'range' | 'timeZone' | 'factsHash'>

async function written(deps: WriteDeps, job: Job): Promise<Written> {
  const { model } = deps
  if (model === null) return byRules(deps, job)
  const outcome = await aiWriter({ ...deps, model }, job)
  const asked = { ...outcome, model: model.name, parameters: model.parameters }
  if (outcome.fellBack === null) return { ...asked, writer: 'ai', withheld: [] }
  const ruled = await byRules(deps, job)
  return { ...asked, writer: 'rules', insights: ruled.insights, withheld: ruled.withheld, struck: [...outcome.struck, ...ruled.struck] }
}

async function byRules({ db }: WriteDeps, { scope, range, facts }: Job): Promise<Written> {
  const { drafts, withheld } = rulesWriter(facts)
  const checked = await checkDrafts({ db, scope, range }, drafts)
  return {
    ...checked,
    writer: 'rules',
    fellBack: null,
    model: null,
    parameters: {},
    promptHash: null,
    inputs: [],
    withheld,
    inputTokens: 0,
    outputTokens: 0,
    usd: 0,
  }
}
