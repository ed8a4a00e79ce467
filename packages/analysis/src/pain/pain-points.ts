import type { PainPointTag, PostField } from '@echoscope/domain'
import type { Stretch } from '../text/sentences.ts'
import { acting } from './act-rules.ts'
import { describing, down, measuring } from './adjective-rules.ts'
import type { Finding } from './clause.ts'
import { feeling } from './feeling-rules.ts'
import { notDoing } from './negation-rules.ts'
import type { Tagged } from './noun-phrase.ts'
import { troubling } from './noun-rules.ts'
import { arriving, being, suffering, without } from './state-rules.ts'
import { tag } from './tagger.ts'
import { failing, losing, stopping, taking } from './verb-rules.ts'
import { abilityVerbs, complaintAdjectives, complaintVerbs, functionVerbs, narrowVerbs, nounComplaints } from './words.ts'

const maxKeyword = 80
const rules = [failing, stopping, losing, taking, troubling, notDoing, describing, measuring, down, acting, suffering, arriving, being, without, feeling]

const anyOf = (words: Iterable<string>): string => [...words].join('|')
const alone = new RegExp(
  `\\b(?:${anyOf([...complaintVerbs.keys(), ...narrowVerbs.keys(), ...complaintAdjectives, ...nounComplaints.keys()])}|too|enough|lack|lacks|lacking|stop|stops|stopped|quit|quits|ceased|lose|loses|lost|losing|forever|ages|so long|way long|down|cancell?ed|declined|denied|refused|rejected|delayed|damaged|banned|suspended|wiped|stolen|overcharged|cracked|bricked|hacked|stuck|blocked|nightmare|joke|mess|disaster|scam|chore|hassle|worse|late|out of|full of|hate|dislike|sick of|tired of|frustrated|disappointed|annoyed|unhappy|upset|fed up|complaints?|gripes?|downsides?|drawbacks?|annoyance|(?:keeps?|kept) \\w+ing|(?:deleted?s?|removed?s?|wipe[ds]?|resets?|erase[ds]?|ignore[ds]?|forgot|forgets|overwrites?|waste[ds]?|scratche[ds]|ruin(?:s|ed)) (?:all )?(?:my|our)|(?:they|you|update|version|release|app|automod|firmware|redesign) (?:have |has |just )?(?:remove[ds]|killed|dropped|discontinued|hid)|arrived? (?:late|cold|damaged|broken|empty|open|crushed|dirty)|no (?:\\w+ )?(?:signal|sound|internet|connection|wi-?fi|water|electricity|power|heating|undo|mode|audio|reception|coverage|bass|tracking))\\b`,
  'i',
)
const denial = /n['’]?t\b|\bnot\b|\bnever\b|\bunable\b|\brefuse[sd]\b/i
const deniable = new RegExp(`\\b(?:${anyOf(new Set([...functionVerbs.keys(), ...abilityVerbs.keys()]))})\\b`, 'i')

/** Cheap test whether a sentence can hold a complaint at all: tagging one costs as much as everything else done with it. */
const mayComplain = (sentence: string): boolean => alone.test(sentence) || (denial.test(sentence) && deniable.test(sentence))

export interface FieldText {
  readonly field: PostField
  /** As stored. */
  readonly text: string
  /** The same length, with all that is not the author's prose blanked (proseOf). */
  readonly prose: string
}

/** The complaints of one sentence, in the order of the text; of overlapping ones the longest. */
export function painPointsIn({ field, text, prose }: FieldText, { start, end }: Stretch): PainPointTag[] {
  const sentence = prose.slice(start, end)
  if (!mayComplain(sentence)) return []
  const tagged: Tagged = { tokens: tag(sentence, start), text }
  const found: Finding[] = []
  for (let at = 0; at < tagged.tokens.length; at += 1) {
    for (const rule of rules) {
      const finding = rule(tagged, at)
      if (finding !== undefined) found.push(finding)
    }
  }
  return withoutOverlaps(found).flatMap(({ keyword, from, to }) => {
    const first = tagged.tokens[from]
    const last = tagged.tokens[to - 1]
    if (first === undefined || last === undefined || keyword.length > maxKeyword) return []
    return isOnePhrase(text.slice(first.start, last.end)) ? [{ keyword, field, start: first.start, end: last.end }] : []
  })
}

const longestSpan = 120

/** No link, code or paragraph was blanked within it. */
const isOnePhrase = (span: string): boolean => span.length <= longestSpan && !/\]\(|https?:|`|\n\s*\n/.test(span)

function withoutOverlaps(found: readonly Finding[]): Finding[] {
  const longestFirst = [...found].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const kept: Finding[] = []
  for (const finding of longestFirst) if (!kept.some((other) => finding.from < other.to && other.from < finding.to)) kept.push(finding)
  return kept.sort((a, b) => a.from - b.from)
}
