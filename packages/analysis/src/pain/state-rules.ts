import { type Finding, isDenied, isSupposed, type Rule, subjectBefore } from './clause.ts'
import { phraseFrom, type Tagged } from './noun-phrase.ts'

/** What was done to a thing, and is a complaint whatever the thing is. */
const suffered =
  'cancelled canceled declined denied refused rejected delayed damaged banned suspended wiped stolen overcharged cracked bricked hacked lost stuck blocked'
/** Of these, said without "was": "flight cancelled", "claim denied". */
const bare = /^(?:cancelled|canceled|declined|denied|refused|delayed)$/
/** Done to people, posts and attempts too: a complaint of these alone. */
const onlyOf: Readonly<Record<string, RegExp>> = {
  lost: /^(?:parcel|package|luggage|bag|order|data|file|note|progress|history|payment|letter|suitcase|item|save|setting)$/,
  blocked: /^(?:account|card|payment|number|device|transfer|order)$/,
  rejected: /^(?:card|payment|order|claim|return|transfer|voucher|code|upload|password)$/,
  denied: /^(?:claim|refund|access|request|warranty|return|appeal)$/,
  banned: /^(?:account|device|console|user|profile|shop)$/,
  suspended: /^(?:account|shop|store|profile|service|listing|subscription)$/,
  stuck: /^(?:zip|zipper|update|download|upload|order|parcel|package|build|install|payment|button|key|screen|transfer|queue|lid|progress|job|deploy)$/,
}

/** "my order was cancelled", "the card got declined", "claim denied". */
export const sufferings: Rule = { words: suffered.split(' '), find: suffering }

function suffering(sentence: Tagged, at: number): Finding | undefined {
  const word = sentence.tokens[at]?.word ?? ''
  if (isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const next = sentence.tokens[at + 1]
  if (next?.word === 'to' || (next !== undefined && !/^(?:ADP|PUNCT|ADV|CCONJ|SCONJ|PART|NUM)$/.test(next.pos))) return undefined
  const subject = subjectBefore(sentence, at, { needsBe: !bare.test(word) })
  if (subject === undefined || onlyOf[word]?.test(subject.head) === false) return undefined
  return { keyword: `${subject.name} ${word === 'canceled' ? 'cancelled' : word}`, from: subject.from, to: at + 1 }
}

/** "the parcel arrived damaged", "notifications arrive late". */
export const arrivals: Rule = { words: ['arrive', 'arrives', 'arrived', 'came', 'comes', 'come'], find: arriving }

function arriving(sentence: Tagged, at: number): Finding | undefined {
  if (isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const how = sentence.tokens[at + 1]?.word ?? ''
  if (!/^(?:late|cold|damaged|broken|empty|open|crushed|dirty)$/.test(how)) return undefined
  const subject = subjectBefore(sentence, at, { needsBe: false })
  return subject === undefined ? undefined : { keyword: `${subject.name} arrive ${how}`, from: subject.from, to: at + 2 }
}

const becoming = /^(?:got|gets|get|getting|become|became|gotten)$/
const disaster = /^(?:nightmare|joke|mess|disaster|scam|pain|ripoff|chore|hassle)$/

/** "billing is a nightmare", "captions are out of sync", "the app is full of ads", "search got worse". */
export const states: Rule = { words: 'is are was were been feels seems got gets get become became getting'.split(' '), find: being }

function being(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  if (isDenied(sentence, at + 1) || isSupposed(sentence, at)) return undefined
  const told = predicate(sentence, at + 1)
  if (told === undefined || (told.name === 'worse' && !becoming.test(tokens[at]?.word ?? ''))) return undefined
  const subject = subjectBefore(sentence, at, { needsBe: false })
  return subject === undefined ? undefined : { keyword: `${subject.name} ${told.name}`, from: subject.from, to: told.to }
}

function predicate({ tokens }: Tagged, from: number): { readonly name: string; readonly to: number } | undefined {
  const start = /^(?:still|now|just|so|always|such|completely|totally|constantly|often|even|a|an|complete|total|real|much)$/
  let at = from
  while (at < from + 3 && start.test(tokens[at]?.word ?? '')) at += 1
  const [first = '', second = '', third = ''] = [0, 1, 2].map((step) => tokens[at + step]?.word)
  if (disaster.test(first)) return { name: first, to: at + 1 }
  if (first === 'worse') return { name: 'worse', to: at + 1 }
  if (first === 'late' && second !== 'to') return { name: 'late', to: at + 1 }
  if (first === 'out' && second === 'of' && /^(?:sync|date|order|stock)$/.test(third)) return { name: `out of ${third}`, to: at + 3 }
  if (first === 'full' && second === 'of' && /^(?:ads|adverts|bugs|errors|bots|spam)$/.test(third)) return { name: `full of ${third}`, to: at + 3 }
  return undefined
}

const supplied = /^(?:signal|sound|internet|connection|wifi|wi-fi|water|electricity|power|heating|undo|mode|audio|reception|coverage|bass|tracking)$/

/** "the upgrade wasn't worth it". */
export const wastes: Rule = {
  words: ['worth'],
  find: (sentence, at) => {
    const { tokens } = sentence
    if (!/^(?:not|n't)$/.test(tokens[at - 1]?.word ?? '') || !/^(?:it|the)$/.test(tokens[at + 1]?.word ?? '') || isSupposed(sentence, at)) return undefined
    const subject = subjectBefore(sentence, at - 1, { needsBe: true })
    return subject === undefined ? undefined : { keyword: `${subject.name} not worth it`, from: subject.from, to: at + 2 }
  },
}

/** "no signal since Sunday", "no offline mode", "no hot water". */
export const absences: Rule = { words: ['no'], find: without }

function without(sentence: Tagged, at: number): Finding | undefined {
  if (isSupposed(sentence, at)) return undefined
  const before = sentence.tokens[at - 1]?.word ?? ''
  if (/^(?:say|said|have|need|with)$/.test(before) || isDenied(sentence, at)) return undefined
  const object = phraseFrom(sentence, at + 1)
  if (/^(?:needed|required|necessary|with|between|to)$/.test(sentence.tokens[object?.to ?? at]?.word ?? '')) return undefined
  return object !== undefined && supplied.test(object.head) ? { keyword: `no ${object.name}`, from: at, to: object.to } : undefined
}
