import { acts } from './act-rules.ts'
import { descriptions, outages, quantities } from './adjective-rules.ts'
import type { Finding, Rule } from './clause.ts'
import { hindrances } from './hindrance-rules.ts'
import { feelings } from './feeling-rules.ts'
import { denials } from './negation-rules.ts'
import type { Tagged } from './noun-phrase.ts'
import { troubles } from './noun-rules.ts'
import { arrivals, absences, states, sufferings, wastes } from './state-rules.ts'
import { delays, failures, losses, stops } from './verb-rules.ts'

const rules: readonly Rule[] = [
  failures,
  stops,
  losses,
  delays,
  troubles,
  denials,
  descriptions,
  quantities,
  outages,
  acts,
  sufferings,
  arrivals,
  states,
  absences,
  feelings,
  wastes,
  hindrances,
]

/** A word → the rules that begin with it: most words begin none. */
const byWord = new Map<string, Rule[]>()
for (const rule of rules) for (const word of new Set(rule.words)) byWord.set(word, [...(byWord.get(word) ?? []), rule])

/** Every complaint that a rule finds in a sentence, overlapping ones too. */
export function findingsIn(sentence: Tagged): Finding[] {
  const found: Finding[] = []
  sentence.tokens.forEach(({ word }, at) => {
    for (const { find } of byWord.get(word) ?? []) {
      const finding = find(sentence, at)
      if (finding !== undefined) found.push(finding)
    }
  })
  return found
}
