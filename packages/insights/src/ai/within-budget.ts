import type { Database } from '@echoscope/db'
import type { Scope } from '@echoscope/domain'
import { type Form, type Model, ModelError, type Reply } from './model.ts'
import type { Message } from './prompt.ts'

export interface Spending {
  readonly db: Pick<Database, 'aiBudgets'>
  readonly model: Model
  readonly now: () => Date
}
interface Question {
  readonly scope: Scope
  readonly messages: readonly Message[]
  readonly form: Form
}

/** Asks a model where the most that the call can cost is left of the month's money; what it did cost is kept with the scope, whatever became of the call. */
export async function askWithinBudget({ db, model, now }: Spending, { scope, messages, form }: Question): Promise<Reply> {
  const reserved = await db.aiBudgets.reserve(scope, model.worstCost(messages, form), now())
  if (reserved === null) throw new ModelError('The workspace’s budget for models does not reach for another call this month.')
  let used = { inputTokens: 0, outputTokens: 0 }
  try {
    const reply = await model.ask(messages, form)
    used = { inputTokens: reply.inputTokens, outputTokens: reply.outputTokens }
    return reply
  } catch (error) {
    if (error instanceof ModelError) used = error.used
    throw error
  } finally {
    await db.aiBudgets.settle(scope, reserved, { model: model.name, ...used, usd: model.costOf(used) })
  }
}
