import { createHash, randomBytes } from 'node:crypto'
import type { Database, Excerpt } from '@echoscope/db'
import type { Insight, Range, Scope, SentenceInput, Verdict } from '@echoscope/domain'
import { type CheckedDrafts, checkDrafts } from '../check-drafts.ts'
import { Answer, type Known, translate } from './answer.ts'
import { type Model, ModelError, type Reply } from './model.ts'
import { type Message, promptOf, repairMessage } from './prompt.ts'
import { statementsOf } from './statements.ts'
import { askWithinBudget } from './within-budget.ts'

export interface AiDeps {
  readonly db: Pick<Database, 'insights' | 'aiBudgets'>
  readonly model: Model
  readonly now: () => Date
}
export interface AiJob {
  readonly scope: Scope
  readonly range: Range
  readonly facts: SentenceInput
}
/** What a model's writing came to; `insights` is empty where the rules have to write, and `fellBack` says why. */
export interface AiOutcome {
  readonly insights: readonly Insight[]
  readonly struck: readonly Verdict[]
  readonly fellBack: string | null
  readonly promptHash: string
  readonly inputs: readonly { readonly threadId: Excerpt['threadId']; readonly hash: string }[]
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
}

const findings = { name: 'findings', schema: Answer }
const choice = { each: 3, most: 24 } as const
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Has a model write from this scope's metrics and threads alone, and lets through what holds when it is counted again. One round of mending; what does not hold
 * then is struck out. No answer, no money left or nothing that holds: the outcome says so in words, and is empty.
 */
export async function aiWriter(deps: AiDeps, { scope, range, facts }: AiJob): Promise<AiOutcome> {
  const statements = statementsOf(facts)
  const painPointIds = facts.painPoints.slice(0, 8).map(({ id }) => id)
  const excerpts = await deps.db.insights.excerpts(scope, range, { painPointIds, ...choice })
  const known: Known = { statements, excerpts }
  const first = promptOf(statements, excerpts, `DATA-${randomBytes(12).toString('hex')}`)
  const spent = { inputTokens: 0, outputTokens: 0, usd: 0 }
  const base = {
    // Of the prompt with a fixed fence, so that the same data make the same hash.
    promptHash: sha256(JSON.stringify(promptOf(statements, excerpts, 'DATA'))),
    inputs: excerpts.map(({ threadId, title, body }) => ({ threadId, hash: sha256(`${title}\n${body}`) })),
  }
  const ask = async (messages: readonly Message[]): Promise<Reply> => {
    const count = ({ inputTokens, outputTokens }: ModelError['used']): void => {
      spent.inputTokens += inputTokens
      spent.outputTokens += outputTokens
      spent.usd += deps.model.costOf({ inputTokens, outputTokens })
    }
    try {
      const reply = await askWithinBudget(deps, { scope, messages, form: findings })
      count(reply)
      return reply
    } catch (error) {
      if (error instanceof ModelError) count(error.used)
      throw error
    }
  }
  const check = (drafts: readonly Insight[]): Promise<CheckedDrafts> => checkDrafts({ db: deps.db, scope, range }, drafts)
  try {
    if (statements.length === 0) throw new ModelError('There is nothing to write about yet.')
    const reply = await ask(first)
    let { drafts, faults } = read(reply, known)
    let checked = await check(drafts)
    if (faults.length > 0 || checked.struck.length > 0) {
      const again = await ask([...first, { role: 'assistant', content: reply.text }, repairMessage([...faults, ...checked.struck.map(wordsOf)])]).catch(
        // What held in the first answer is still there.
        (error: unknown) => (checked.insights.length > 0 ? null : Promise.reject(error)),
      )
      const mended = again === null ? null : read(again, known)
      if (mended !== null && mended.drafts.length > 0) {
        const second = await check(mended.drafts)
        if (second.insights.length >= checked.insights.length) {
          checked = { insights: second.insights, struck: [...checked.struck, ...second.struck] }
          faults = mended.faults
        }
      }
    }
    const fellBack = checked.insights.length > 0 ? null : `The model wrote nothing that holds: ${faults[0] ?? 'every finding was struck out'}.`
    return { ...base, ...spent, ...checked, fellBack }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return { ...base, ...spent, insights: [], struck: [], fellBack: error.message }
  }
}

function read({ text }: Reply, known: Known): ReturnType<typeof translate> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { drafts: [], faults: ['the answer is no JSON'] }
  }
  const answer = Answer.safeParse(json)
  return answer.success ? translate(answer.data, known) : { drafts: [], faults: ['the answer has another shape than was asked for'] }
}

const wordsOf = ({ claim, fault }: Verdict): string =>
  'quote' in claim
    ? `the quote ${JSON.stringify(claim.quote)} does not stand in its post`
    : `${claim.metric} ${fault === 'unknown' ? 'is not there' : 'is another value now'}`
