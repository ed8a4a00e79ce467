import type { KeySentences } from '../views/index.ts'
import { advised } from './advice.ts'
import type { Rule, SentenceInput } from './rule.ts'
import { community, growingPain, next, voices } from './subject-rules.ts'
import { health, trend } from './window-rules.ts'

/** In the order in which they stand, the same each day. */
const rules: readonly Rule[] = [health, community, growingPain, voices, trend, next]

/**
 * At most one sentence of each kind, each about the subject with the strongest evidence (metrics.md, Insights). Rules read the metrics and
 * state them: no cause, no forecast, no other scope, and nothing where there is nothing to say. What falls short of the minimum
 * evidence is named in `withheld`. Each evidence opens the threads of its number.
 */
export function writeSentences(input: SentenceInput): KeySentences {
  const said = rules.map((rule) => rule(input)).filter((each) => each !== null)
  return {
    sentences: said.flatMap((each) => ('withheld' in each ? [] : [advised(each, input)])),
    withheld: said.flatMap((each) => ('withheld' in each ? [each.withheld] : [])),
  }
}
