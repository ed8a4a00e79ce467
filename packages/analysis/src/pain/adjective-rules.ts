import { type Finding, isDenied, isSupposed, type Rule, subjectBefore } from './clause.ts'
import { phraseFrom, type Tagged, touches } from './noun-phrase.ts'
import { complaintAdjectives } from './words.ts'

const notComplaints: Readonly<Record<string, RegExp>> = {
  slow: /^(?:motion|mo|cooker|roast|growth|fashion|burn|cook|pace|going|day)$/,
  poor: /^(?:country|family|soul|class|bastard)$/,
  broken: /^(?:heart|leg|arm|bone|record|window|threshold|glass|screen|soul|dream|promise|home|family)$/,
  missing: /^(?:person|link|piece|out|hand|opportunity|order)$/,
  wrong:
    /^(?!(?:item|colou?r|size|sizing|price|bill|amount|order|product|date|balance|total|translation|result|charge|invoice|package|parcel|forecast|reading)$)/,
  redundant: /^(?:array|system|disk|power|server|storage|copy|backup|employee|worker|staff)$/,
  unnecessary: /^(?:risk|evil|drama|stress|spending|war|death|expense|comment|detail)$/,
  complicated:
    /^(?!(?:setup|menu|interface|process|navigation|ui|installation|install|login|price|checkout|setting|layout|registration|manual|form|export|sync)$)/,
  dirty: /^(?:work|secret|joke|talk|hand|trick|data|flag|word)$/,
  damaged: /^(?:brain|reputation)$/,
  stale: /^(?:issue|pr|bot|branch)$/,
  ugly: /^(?:truth|hack|code)$/,
}

/** "slow build times", "the docs are confusing", "the pricing is too expensive". */
export const descriptions: Rule = { words: complaintAdjectives, find: describing }

function describing(sentence: Tagged, at: number): Finding | undefined {
  const word = sentence.tokens[at]?.word ?? ''
  if (isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const next = sentence.tokens[at + 1]
  const name = word === 'corrupt' ? 'corrupted' : word
  if ((next?.pos === 'NOUN' || next?.pos === 'PROPN' || next?.pos === 'ADJ') && touches(sentence, at)) {
    const phrase = phraseFrom(sentence, at + 1)
    if (phrase !== undefined && !(word === 'missing' && isMissedByPerson(sentence, at)))
      return notComplaints[word]?.test(phrase.head) ? undefined : { keyword: `${name} ${phrase.name}`, from: at, to: phrase.to }
    if (next.pos !== 'ADJ') return undefined
  }
  const subject = subjectBefore(sentence, at, { needsBe: true })
  if (subject === undefined || next?.word === 'by' || notComplaints[word]?.test(subject.head)) return undefined
  return { keyword: `${name} ${subject.name}`, from: subject.from, to: at + 1 }
}

const isMissedByPerson = ({ tokens }: Tagged, at: number): boolean =>
  /^(?:i'm|i|'m|am|we|you|'re|be|been|not|add|adds|added|find|fill)$/.test(tokens[at - 1]?.word ?? '')

const excessive =
  /^(?:high|low|small|big|large|loud|quiet|heavy|complex|complicated|long|short|tight|bright|dim|dark|strict|aggressive|sensitive|hot|thick|weak|hard|difficult|steep|limited|bulky|restrictive|verbose|costly|rigid|basic)$/

const strongly = /^(?:extremely|ridiculously|insanely|annoyingly)$/

/** "pricing is too high", "too many ads", "not enough storage", "lack of documentation". */
export const quantities: Rule = { words: ['too', 'extremely', 'ridiculously', 'insanely', 'annoyingly', 'not', 'lack', 'lacks', 'lacking'], find: measuring }

function measuring(sentence: Tagged, at: number): Finding | undefined {
  const word = sentence.tokens[at]?.word ?? ''
  const next = sentence.tokens[at + 1]?.word ?? ''
  if (excessive.test(next) && (word === 'too' || strongly.test(word))) return excess(sentence, at, next)
  if (word === 'too' && (next === 'many' || next === 'much')) return quantity(sentence, { from: at, at: at + 2, name: `too ${next}` })
  if (word === 'not' && next === 'enough') return isSupposed(sentence, at) ? undefined : counted(sentence, { from: at, at: at + 2, name: 'not enough' })
  return word.startsWith('lack') ? quantity(sentence, { from: at, at: next === 'of' ? at + 2 : at + 1, name: 'lack' }) : undefined
}

function excess(sentence: Tagged, at: number, adjective: string): Finding | undefined {
  if (isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const subject = subjectBefore(sentence, at, { needsBe: true })
  return subject === undefined ? undefined : { keyword: `${subject.name} too ${adjective}`, from: subject.from, to: at + 2 }
}

interface Quantity {
  readonly from: number
  readonly at: number
  readonly name: string
}

const quantity = (sentence: Tagged, found: Quantity): Finding | undefined =>
  isDenied(sentence, found.from) || isSupposed(sentence, found.from) ? undefined : counted(sentence, found)

const uncountedPain =
  /^(?:fun|effort|info|information|detail|attention|trouble|credit|emphasis|focus|pressure|sleep|energy|interest|confidence|motivation|knowledge|skill|luck|respect)$/

function counted(sentence: Tagged, { from, at, name }: Quantity): Finding | undefined {
  const phrase = phraseFrom(sentence, at)
  return phrase === undefined || uncountedPain.test(phrase.head) ? undefined : { keyword: `${name} ${phrase.name}`, from, to: phrase.to }
}

const hosts = /^(?:server|site|website|service|api|network|internet|dashboard|cluster|database|app|store|backend|login|page)$/

/** "the server is down". */
export const outages: Rule = { words: ['down'], find: down }

function down(sentence: Tagged, at: number): Finding | undefined {
  const next = sentence.tokens[at + 1]
  if (isDenied(sentence, at) || isSupposed(sentence, at) || next?.word === 'to') return undefined
  const subject = subjectBefore(sentence, at, { needsBe: true })
  return subject !== undefined && hosts.test(subject.head) ? { keyword: `${subject.name} down`, from: subject.from, to: at + 1 } : undefined
}
