import type { Database } from '@echoscope/db'
import { checkParts, type Insight, type Range, type Scope, type Verdict } from '@echoscope/domain'

export interface Checking {
  readonly db: Pick<Database, 'insights'>
  readonly scope: Scope
  readonly range: Range
}
export interface CheckedDrafts {
  /** Those whose every claim holds. */
  readonly insights: readonly Insight[]
  /** Claims of the others that did not. */
  readonly struck: readonly Verdict[]
}

/** Reads the scope's metrics again, and the threads that are quoted, and lets through what states nothing else. */
export async function checkDrafts({ db, scope, range }: Checking, drafts: readonly Insight[]): Promise<CheckedDrafts> {
  const quoted = drafts.flatMap(({ parts }) => parts.flatMap((part) => (typeof part !== 'string' && 'quote' in part ? [part.threadId] : [])))
  const facts = await db.insights.facts(scope, range)
  const texts = await db.insights.textsOf(scope, quoted)
  const checked = drafts.map((insight) => ({ insight, ...checkParts(insight.parts, { facts, textOf: (id) => texts.get(id) ?? null }) }))
  return {
    insights: checked.filter(({ holds }) => holds).map(({ insight }) => insight),
    struck: checked.flatMap(({ verdicts }) => verdicts.filter(({ fault }) => fault !== null)),
  }
}
