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

/** What somebody says to feel about a thing. */
export const feelings: Rule = {
  words: [...disliking, ...weary, ...drawback],
  find: (sentence, at) => hating(sentence, at) ?? beingWeary(sentence, at) ?? griping(sentence, at),
}

/** "my only gripe is the interface", "one downside: the battery". */
function griping(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  if (!drawback.has(tokens[at]?.word ?? '') || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const linkAt = [1, 2, 3].map((step) => at + step).find((place) => /^(?:is|are|was|about|with|:|'s)$/.test(tokens[place]?.word ?? ''))
  if (linkAt === undefined) return undefined
  const object = blamed(sentence, tokens[linkAt + 1]?.word === 'that' ? linkAt + 2 : linkAt + 1)
  return object === undefined ? undefined : { keyword: `${object.name} issue`, from: at, to: object.to }
}

/** What is blamed; nothing where its own words say what is wrong with it, "the slow startup", "the battery drain": that is told by those. */
function blamed(sentence: Tagged, from: number): NounPhrase | undefined {
  const object = phraseFrom(sentence, from)
  if (object === undefined) return undefined
  const words = sentence.tokens.slice(from, object.to).map(({ word }) => word)
  return words.some((word) => complaintAdjectives.has(word) || nounComplaints.has(word)) ? undefined : object
}
