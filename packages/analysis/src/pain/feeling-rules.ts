import { type Finding, isDenied, isSupposed } from './clause.ts'
import { phraseFrom, type Tagged } from './noun-phrase.ts'

const people = /^(?:i|we|really|just|absolutely|also|and|still|definitely)$/
const disliking = /^(?:hate|dislike|detest|despise|loathe)$/

/** "I hate the new layout": a thing that somebody says of themselves to dislike. */
export function hating(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  if (!disliking.test(tokens[at]?.word ?? '') || !people.test(tokens[at - 1]?.word ?? '') || isDenied(sentence, at) || isSupposed(sentence, at))
    return undefined
  if (!/^(?:the|this|your|their|its|these|those|that)$/.test(tokens[at + 1]?.word ?? '')) return undefined
  const object = phraseFrom(sentence, at + 1)
  return object === undefined ? undefined : { keyword: `hate ${object.name}`, from: at, to: object.to }
}

const weary = /^(?:tired|sick|frustrated|disappointed|annoyed|unhappy|upset|fed|disgusted)$/
const link = /^(?:with|by|about|in|of|at)$/

/** "frustrated by the update", "fed up with the ads", "sick of the notifications". */
export function beingWeary(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  const word = tokens[at]?.word ?? ''
  if (!weary.test(word) || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  if (word === 'fed' && tokens[at + 1]?.word !== 'up') return undefined
  const linkAt = word === 'fed' ? at + 2 : at + 1
  if (!link.test(tokens[linkAt]?.word ?? '')) return undefined
  const object = phraseFrom(sentence, linkAt + 1)
  // Sick of doing something: what is done is no thing.
  return object === undefined || tokens[linkAt + 1]?.word.endsWith('ing') ? undefined : { keyword: `frustrating ${object.name}`, from: at, to: object.to }
}

const drawback = /^(?:complaint|gripe|gripes|downside|downsides|drawback|drawbacks|annoyance|complaints)$/

/** "my only gripe is the interface", "one downside: the battery". */
export function griping(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  if (!drawback.test(tokens[at]?.word ?? '') || isDenied(sentence, at) || isSupposed(sentence, at)) return undefined
  const linkAt = [1, 2, 3].map((step) => at + step).find((place) => /^(?:is|are|was|about|with|:|'s)$/.test(tokens[place]?.word ?? ''))
  if (linkAt === undefined) return undefined
  const object = phraseFrom(sentence, tokens[linkAt + 1]?.word === 'that' ? linkAt + 2 : linkAt + 1)
  return object === undefined ? undefined : { keyword: `${object.name} issue`, from: at, to: object.to }
}
