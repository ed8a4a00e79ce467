import { type Finding, isDenied, isSupposed, type Rule } from './clause.ts'
import { phraseEndingAt, phraseFrom, type Tagged, touches } from './noun-phrase.ts'
import { abilityVerbs, functionVerbs, nounComplaints, troubleNouns } from './words.ts'

const notComplaints =
  /^(?:github|gitlab|jira|git|linear|trust|money|family|health|skill|interview|leetcode|math|maths|coding|programming|word|halting|homework|legal|chicken|first|world|market|stock|car|plane|code|feature|hiring|null|type|syntax|logic|business|optimization|knapsack|classification|gas|hair|price|page|eye|tear|rain|open|issue|tracker|user|human|algorithm|design|research|kind|people|life|relationship|marriage|back|air|head|covid|covid-19|vision|consumer|unemployment|biggest|plane|climate|society|government|engagement|competition|activation|approach|custom|solution)$/

/** "memory leak", "battery issues", "problem with the charger", "trouble connecting to wifi". */
export const troubles: Rule = { words: [...nounComplaints.keys()], find: troubling }

function troubling(sentence: Tagged, at: number): Finding | undefined {
  const token = sentence.tokens[at]
  const noun = nounComplaints.get(token?.word ?? '')
  if (token === undefined || noun === undefined || isVerb(sentence, at) || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  if (isAskedAbout(sentence, at)) return undefined
  const next = sentence.tokens[at + 1]
  if (/^(?:handling|handler|message|messages|code|codes|log|logs|report|reports|boundary|free|-)$/.test(next?.word ?? '')) return undefined
  const followed = next?.pos === 'NOUN' || next?.pos === 'PROPN' ? nounComplaints.get(next.word) : undefined
  if ((next?.pos === 'NOUN' || next?.pos === 'PROPN') && touches(sentence, at) && !troubleNouns.has(followed ?? '')) return undefined
  return compounded(sentence, at, noun) ?? (troubleNouns.has(noun) ? about(sentence, at, noun) : undefined)
}

/** After "have" the tagger takes trouble for a verb. */
const isVerb = ({ tokens }: Tagged, at: number): boolean =>
  tokens[at]?.pos === 'VERB' && !(tokens[at]?.word === 'trouble' && /^(?:have|has|had|having|'ve)$/.test(tokens[at - 1]?.word ?? ''))

/** "any issues with …?" asks whether there is a complaint. */
const isAskedAbout = ({ tokens }: Tagged, at: number): boolean => tokens[at - 1]?.word === 'any' || tokens[at - 2]?.word === 'any'

function compounded(sentence: Tagged, at: number, noun: string): Finding | undefined {
  if (!touches(sentence, at - 1)) return undefined
  const modifier = phraseEndingAt(sentence, at - 1)
  if (modifier === undefined || notComplaints.test(modifier.head)) return undefined
  // "battery drain issue" is told by "battery drain" already.
  if (modifier.to - modifier.from > 1 && nounComplaints.has(sentence.tokens[at - 1]?.word ?? '')) return undefined
  const concerned = sentence.tokens[at + 1]?.word === 'with' ? phraseFrom(sentence, at + 2) : undefined
  return { keyword: `${modifier.name} ${noun}`, from: modifier.from, to: concerned?.to ?? at + 1 }
}

function about(sentence: Tagged, at: number, noun: string): Finding | undefined {
  const preposition = sentence.tokens[at + 1]?.word ?? ''
  const isAbout = preposition === 'with' || (preposition === 'in' && noun !== 'issue')
  const start = isAbout || preposition === 'in' ? at + 2 : at + 1
  const word = sentence.tokens[start]?.word ?? ''
  const verb = word.endsWith('ing') && noun === 'issue' ? (abilityVerbs.get(word) ?? functionVerbs.get(word)) : undefined
  if (verb !== undefined) return unable(sentence, at, { verb, verbAt: start })
  if (!isAbout) return undefined
  const doing = [start + 1, start + 2].find((place) => functionVerbs.has(sentence.tokens[place]?.word ?? '') && sentence.tokens[place]?.word.endsWith('ing'))
  const done = /^(?:it|the|my|this)$/.test(word) && noun === 'issue' ? functionVerbs.get(sentence.tokens[doing ?? at]?.word ?? '') : undefined
  if (doing !== undefined && done !== undefined) {
    const subject = phraseFrom(sentence, start)
    return { keyword: [subject?.to === doing ? subject.name : undefined, 'not', done].filter((part) => part !== undefined).join(' '), from: at, to: doing + 1 }
  }
  const object = phraseFrom(sentence, start)
  if (object === undefined || notComplaints.test(object.head)) return undefined
  return { keyword: `${object.name} ${noun}`, from: at, to: object.to }
}

function unable(sentence: Tagged, at: number, { verb, verbAt }: { verb: string; verbAt: number }): Finding {
  const after = /^(?:to|in|into)$/.test(sentence.tokens[verbAt + 1]?.word ?? '') ? verbAt + 2 : verbAt + 1
  const object = phraseFrom(sentence, after)
  return object === undefined ? { keyword: `not ${verb}`, from: at, to: verbAt + 1 } : { keyword: `not ${verb} ${object.name}`, from: at, to: object.to }
}
