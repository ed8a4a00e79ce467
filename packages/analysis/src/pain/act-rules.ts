import { type Finding, isDenied, isSupposed, type Rule, subjectBefore } from './clause.ts'
import { verbForms } from './forms.ts'
import { phraseFrom, type Tagged, touches } from './noun-phrase.ts'
import { complaintVerbs } from './words.ts'

const destroying = verbForms('delete remove wipe reset erase ignore forget duplicate overwrite waste eat lose scratch damage ruin')
const owned = /^(?:my|our)$/

const taking = new Set('removed removes removing killed dropped discontinued hid hides hidden'.split(' '))
const persisting = new Set(['keeps', 'kept', 'keep'])

/** What a thing does to what is mine, or keeps doing. */
export const acts: Rule = {
  words: [...destroying.keys(), ...taking, ...persisting],
  find: (sentence, at) => (persisting.has(sentence.tokens[at]?.word ?? '') ? keeping(sentence, at) : (destroyingMine(sentence, at) ?? removing(sentence, at))),
}

/** "the app deleted my notes", "every update resets my shortcuts": what is mine suffers from a thing. */
function destroyingMine(sentence: Tagged, at: number): Finding | undefined {
  const verb = destroying.get(sentence.tokens[at]?.word ?? '')
  if (verb === undefined || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const allOf = sentence.tokens[at + 1]?.word === 'all' ? 1 : 0
  if (!owned.test(sentence.tokens[at + 1 + allOf]?.word ?? '')) return undefined
  const object = phraseFrom(sentence, at + 2 + allOf)
  const subject = subjectBefore(sentence, at, { needsBe: false })
  const isIt = /^(?:it|that|this|they)$/.test(sentence.tokens[at - 1]?.word ?? '')
  if (object === undefined || (subject === undefined && !isIt)) return undefined
  return { keyword: `${verb} ${object.name}`, from: subject?.from ?? at, to: object.to }
}

const takers = /^(?:they|you|update|version|release|app|automod|firmware|redesign)$/

/** "they removed the headphone jack", "the update removed dark mode". */
function removing(sentence: Tagged, at: number): Finding | undefined {
  if (!taking.has(sentence.tokens[at]?.word ?? '') || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const before = sentence.tokens[at - 1]?.word ?? ''
  const earlier = sentence.tokens[at - 2]?.word ?? ''
  if (!takers.test(before) && !(/^(?:have|has|just|'ve|silently|finally)$/.test(before) && takers.test(earlier))) return undefined
  const object = phraseFrom(sentence, at + 1)
  return object === undefined ? undefined : { keyword: `remove ${object.name}`, from: at, to: object.to }
}

const pestering: ReadonlyMap<string, string> = new Map(
  Object.entries({
    asking: 'ask',
    prompting: 'prompt',
    restarting: 'restart',
    closing: 'close',
    resetting: 'reset',
    rebooting: 'reboot',
    dropping: 'drop',
    stopping: 'stop',
  }),
)

/** "keeps logging me out", "keeps disconnecting", "keeps asking for my password". */
function keeping(sentence: Tagged, at: number): Finding | undefined {
  if (isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const next = sentence.tokens[at + 1]?.word ?? ''
  if (/^(?:logging|signing|kicking|locking)$/.test(next)) return keptOut(sentence, at)
  const verb = pestering.get(next) ?? (next.endsWith('ing') ? complaintVerbs.get(next) : undefined)
  if (verb === undefined || !touches(sentence, at)) return undefined
  const subject = subjectBefore(sentence, at, { needsBe: false })
  const isIt = /^(?:it|this|that|which)$/.test(sentence.tokens[at - 1]?.word ?? '') || at === 0
  // People may keep asking; a thing pesters.
  if (subject === undefined && !isIt && pestering.has(next)) return undefined
  // With a subject this is told by the verb's own rule.
  if (subject !== undefined && complaintVerbs.has(next)) return undefined
  return { keyword: [subject?.name, 'keep', verb].filter((part) => part !== undefined).join(' '), from: subject?.from ?? at, to: at + 2 }
}

function keptOut({ tokens }: Tagged, at: number): Finding | undefined {
  const out = [at + 2, at + 3].find((place) => /^(?:out|off)$/.test(tokens[place]?.word ?? ''))
  return out === undefined ? undefined : { keyword: 'keep log out', from: at, to: out + 1 }
}
