import { type Finding, isDenied, isSupposed, type Rule } from './clause.ts'
import { type NounPhrase, phraseFrom, type Tagged } from './noun-phrase.ts'
import { complaintAdjectives, nounComplaints } from './words.ts'

const people = /^(?:i|we|really|just|absolutely|also|and|still|definitely)$/
const disliking = new Set('hate dislike detest despise loathe'.split(' '))

/** "I hate the new layout": a thing that somebody says of themselves to dislike. */
function hating(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  if (!disliking.has(tokens[at]?.word ?? '') || !people.test(tokens[at - 1]?.word ?? '') || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  if (!/^(?:the|this|your|their|its|these|those|that)$/.test(tokens[at + 1]?.word ?? '')) return undefined
  const object = blamed(sentence, at + 1)
  return object === undefined ? undefined : { keyword: `hate ${object.name}`, from: at, to: object.to }
}

const weary = new Set('tired sick frustrated disappointed annoyed unhappy upset fed disgusted'.split(' '))
const link = /^(?:with|by|about|in|of|at)$/

/** "frustrated by the update", "fed up with the ads", "sick of the notifications". */
function beingWeary(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  const word = tokens[at]?.word ?? ''
  if (!weary.has(word) || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  if (word === 'fed' && tokens[at + 1]?.word !== 'up') return undefined
  const linkAt = word === 'fed' ? at + 2 : at + 1
  if (!link.test(tokens[linkAt]?.word ?? '')) return undefined
  const object = blamed(sentence, linkAt + 1)
  // Sick of doing something: what is done is no thing.
  return object === undefined || tokens[linkAt + 1]?.word.endsWith('ing') ? undefined : { keyword: `frustrating ${object.name}`, from: at, to: object.to }
}

const drawback = new Set('complaint complaints gripe gripes downside downsides drawback drawbacks annoyance'.split(' '))
/** Of these only "the only …", "my biggest …". */
const weakDrawback = new Set('problem issue thing con flaw negative'.split(' '))
const singled = /^(?:only|biggest|main|worst)$/
/** "the only thing I hate", "the one thing I don't like". */
const disliked = /^(?:hate|dislike|like|annoys|bugs|bothers|missing)$/

/** What somebody says to feel about a thing. */
export const feelings: Rule = {
  words: [...disliking, ...weary, ...drawback, ...weakDrawback, 'like'],
  find: (sentence, at) => hating(sentence, at) ?? beingWeary(sentence, at) ?? griping(sentence, at) ?? notLiking(sentence, at),
}

/** "my only gripe is the interface", "the only thing I hate is that I had to download the stickers". */
function griping(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  const word = tokens[at]?.word ?? ''
  const isWeak = weakDrawback.has(word)
  if (!(drawback.has(word) || isWeak) || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  if (isWeak && ![at - 1, at - 2].some((place) => singled.test(tokens[place]?.word ?? ''))) return undefined
  const reach = isWeak || singled.test(tokens[at - 1]?.word ?? '') ? 14 : 3
  const steps = Array.from({ length: reach }, (_, step) => at + 1 + step)
  const linkAt = steps.find(
    (place) =>
      /^(?:is|are|was|were|:|'s)$/.test(tokens[place]?.word ?? '') || (place < at + 4 && !isWeak && /^(?:about|with)$/.test(tokens[place]?.word ?? '')),
  )
  if (linkAt === undefined) return undefined
  if (word === 'thing' && !steps.some((place) => place < linkAt && disliked.test(tokens[place]?.word ?? ''))) return undefined
  return complement(sentence, linkAt + 1)
}

const introducing = /^(?:that|how|when|because|the|fact|way|just|really)$/
const acting = /^(?:i|you|u|we|it|they)$/
const obliged = /^(?:had|have|has|need|needs|do|does|to|must|should|keep|keeps|always|only)$/

/** What a drawback is said to be: a thing, or what somebody has to do with one. */
function complement(sentence: Tagged, from: number): Finding | undefined {
  const { tokens } = sentence
  let at = from
  while (at < from + 3 && introducing.test(tokens[at]?.word ?? '') && tokens[at + 1]?.pos !== 'NOUN' && tokens[at + 1]?.pos !== 'VERB') at += 1
  if (/^(?:that|how)$/.test(tokens[at]?.word ?? '')) at += 1
  if (!acting.test(tokens[at]?.word ?? '')) {
    const object = blamed(sentence, at)
    return object === undefined ? undefined : { keyword: `${object.name} issue`, from: object.from, to: withVerb(sentence, object.to) }
  }
  at += 1
  while (obliged.test(tokens[at]?.word ?? '')) at += 1
  const object = tokens[at]?.pos === 'VERB' ? blamed(sentence, at + 1) : undefined
  return object === undefined ? undefined : { keyword: `${object.name} issue`, from: at, to: object.to }
}

/** "my media saves to my phone": of a clause more than its subject, to the end of its object. */
function withVerb(sentence: Tagged, to: number): number {
  if (sentence.tokens[to]?.pos !== 'VERB') return to
  const start = sentence.tokens[to + 1]?.pos === 'ADP' ? to + 2 : to + 1
  return phraseFrom(sentence, start)?.to ?? to
}

/** "I don't like the new layout", "I do not like to get notifications". */
function notLiking(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  const denial = tokens[at - 1]?.word ?? ''
  if (tokens[at]?.word !== 'like' || !(denial === 'not' || denial === "n't") || !/^(?:i|we)$/.test(tokens[at - 3]?.word ?? '') || isSupposed(sentence, at - 1))
    return undefined
  if (tokens[at + 1]?.word === 'to' && tokens[at + 2]?.pos === 'VERB') {
    const object = blamed(sentence, at + 3)
    return object === undefined ? undefined : { keyword: `dislike ${object.name}`, from: at + 2, to: object.to }
  }
  if (!/^(?:the|this|your|their|its|these|those)$/.test(tokens[at + 1]?.word ?? '')) return undefined
  const object = blamed(sentence, at + 1)
  return object === undefined ? undefined : { keyword: `dislike ${object.name}`, from: at - 2, to: object.to }
}

/** What is blamed; nothing where its own words say what is wrong with it, "the slow startup", "the battery drain": that is told by those. */
function blamed(sentence: Tagged, from: number): NounPhrase | undefined {
  const object = phraseFrom(sentence, from)
  if (object === undefined) return undefined
  const words = sentence.tokens.slice(from, object.to).map(({ word }) => word)
  return words.some((word) => complaintAdjectives.has(word) || nounComplaints.has(word)) ? undefined : object
}
