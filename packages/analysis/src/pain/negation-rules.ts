import { type Finding, isPerson, isSupposed, type Rule } from './clause.ts'
import { type NounPhrase, phraseEndingAt, phraseFrom, type Tagged } from './noun-phrase.ts'
import { abilityVerbs, functionVerbs } from './words.ts'

const joined: Readonly<Record<string, 'can' | 'does'>> = {
  cannot: 'can',
  cant: 'can',
  unable: 'can',
  doesnt: 'does',
  wont: 'does',
  isnt: 'does',
  didnt: 'does',
  refuses: 'does',
  refused: 'does',
}
const canWords = /^(?:can|ca|could|able)$/
const doesWords = /^(?:does|did|do|wo|will|would|is|are|was|were|has|have|'s|'re|being|keeps)$/
const skipped = new Set(
  'even always really properly seem seems to be able get it just currently correctly longer actually completely reliably consistently automatically want let me us you allow users'.split(
    ' ',
  ),
)
/** Telling enough with neither subject nor object: "it doesn't load". */
const telling = new Set(
  'load start launch boot connect sync install download upload render compile reconnect deploy authenticate charge pair'
    .split(' ')
    .concat('log in', 'sign up', 'back up', 'start up', 'boot up', 'turn on', 'turn off', 'switch on', 'switch off', 'show up'),
)
/** Of what something fails to do, only these have an object that is part of the complaint. */
const transitive = new Set('support save update detect recognize recognise render load display validate print send receive import export'.split(' '))

interface Denial {
  /** First token of the denial, its auxiliary. */
  readonly from: number
  /** The token after it. */
  readonly to: number
  readonly ability: boolean
}

/** "doesn't load", "can't log in", "unable to export PDFs", "sync is not working". */
export const denials: Rule = { words: [...Object.keys(joined), 'never', 'not', "n't", 'nt'], find: notDoing }

function notDoing(sentence: Tagged, at: number): Finding | undefined {
  const denial = denialAt(sentence, at)
  if (denial === undefined || isSupposed(sentence, denial.from)) return undefined
  const inverted = phraseFrom(sentence, denial.to)
  if (inverted !== undefined && !denial.ability) return denied(sentence, { denial, verbAt: skip(sentence, inverted.to), subject: inverted })
  const verbAt = skip(sentence, denial.to)
  const subjectToken = sentence.tokens[subjectAt(sentence, denial.from)]
  const subject = phraseEndingAt(sentence, subjectAt(sentence, denial.from))
  const isThing = subject !== undefined || !(isPerson(subjectToken?.word) || subjectToken?.pos === 'NOUN')
  // "Do not open": an order, not a failure.
  if (subject === undefined && sentence.tokens[denial.from]?.word === 'do' && !/^(?:they|these|those|which|that)$/.test(subjectToken?.word ?? ''))
    return undefined
  if (!denial.ability && !isThing && !allowing(sentence, denial)) return undefined
  return denied(sentence, { denial, verbAt, subject })
}

function denialAt(sentence: Tagged, at: number): Denial | undefined {
  const { tokens } = sentence
  const word = tokens[at]?.word ?? ''
  const before = tokens[at - 1]?.word ?? ''
  const kind = joined[word]
  if (kind !== undefined) return { from: at, to: at + 1, ability: kind === 'can' }
  if (word === 'never' && isBefore(sentence, at)) return { from: at, to: at + 1, ability: false }
  if (word !== 'not' && word !== "n't" && word !== 'nt') return undefined
  if (canWords.test(before)) return { from: at - 1, to: at + 1, ability: true }
  if (tokens[at + 1]?.word === 'able') return { from: doesWords.test(before) ? at - 1 : at, to: at + 1, ability: true }
  if (doesWords.test(before) || (word === 'not' && isInverted(sentence, at))) return { from: doesWords.test(before) ? at - 1 : at, to: at + 1, ability: false }
  return word === 'not' && (tokens[at + 1]?.word ?? '').endsWith('ing') ? { from: at, to: at + 1, ability: false } : undefined
}

/** "support never answers": a thing, and what it is for. */
const isBefore = (sentence: Tagged, at: number): boolean =>
  phraseEndingAt(sentence, at - 1) !== undefined && /(?:s|ed)$|^(?:came|work|arrive|answer|load)$/.test(sentence.tokens[at + 1]?.word ?? '')

/** "does the search not work" */
function isInverted(sentence: Tagged, at: number): boolean {
  const subject = phraseEndingAt(sentence, at - 1)
  if (subject === undefined) return false
  return [1, 2].some((back) => /^(?:does|do|did|will)$/.test(sentence.tokens[subject.from - back]?.word ?? ''))
}

function skip({ tokens }: Tagged, from: number): number {
  let index = from
  while (index < from + 5 && skipped.has(tokens[index]?.word ?? '')) index += 1
  return index
}

/** "won't let me log in": the one denied may be a person. */
const allowing = ({ tokens }: Tagged, { to }: Denial): boolean => /^(?:let|allow)$/.test(tokens[to]?.word ?? '')

function subjectAt({ tokens }: Tagged, from: number): number {
  let index = from - 1
  while (index > 0 && from - index < 4 && (tokens[index]?.pos === 'ADV' || tokens[index]?.word === 'still' || tokens[index]?.word === 'just')) index -= 1
  return index
}

function denied(sentence: Tagged, { denial, verbAt, subject }: { denial: Denial; verbAt: number; subject: NounPhrase | undefined }): Finding | undefined {
  const word = sentence.tokens[verbAt]?.word ?? ''
  const byBe = /^(?:is|are|was|were|'s|'re|isnt|being)$/.test(sentence.tokens[denial.from]?.word ?? '')
  const allowed = allowing(sentence, denial)
  const verb = denial.ability || allowed ? (abilityVerbs.get(word) ?? functionVerbs.get(word)) : functionVerbs.get(word)
  if (verb === undefined || (byBe && !denial.ability && word === verb)) return undefined
  const action = actionAt(sentence, verb, verbAt)
  let after = action.to
  if (/^(?:to|into|onto)$/.test(sentence.tokens[after]?.word ?? '')) after += 1
  if (/^(?:you|me|us|them|it|him|her)$/.test(sentence.tokens[after]?.word ?? '')) return undefined
  const object = phraseFrom(sentence, after)
  if (object !== undefined && !denial.ability && !allowed && !transitive.has(verb) && after === verbAt + 1) return undefined
  if (subject === undefined && object === undefined && !telling.has(action.name)) return undefined
  // Who is unable does not belong to the pain point, what does not work does.
  const named = denial.ability && object !== undefined ? undefined : subject
  const parts = [named?.name, 'not', action.name, object?.name]
  return {
    keyword: parts.filter((part) => part !== undefined).join(' '),
    from: Math.min(named?.from ?? denial.from, denial.from),
    to: object?.to ?? action.to,
  }
}

const enter = /^(?:in|into|on|onto)$/

/** A verb with the particle that belongs to it; the ways to say "log in" are one. */
function actionAt({ tokens }: Tagged, verb: string, at: number): { readonly name: string; readonly to: number } {
  const next = tokens[at + 1]?.word ?? ''
  if (verb === 'login') return { name: 'log in', to: at + 1 }
  if ((verb === 'log' || verb === 'sign') && enter.test(next)) return { name: 'log in', to: at + 2 }
  const belongs = /^(?:turn|switch)$/.test(verb) ? /^(?:on|off)$/ : /^(?:sign|back|start|boot|open|show)$/.test(verb) ? /^up$/ : undefined
  return belongs?.test(next) ? { name: `${verb} ${next}`, to: at + 2 } : { name: verb, to: at + 1 }
}
