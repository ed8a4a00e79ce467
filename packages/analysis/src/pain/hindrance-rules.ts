import { type Finding, isDenied, isSupposed, type Rule } from './clause.ts'
import { phraseFrom, type Tagged } from './noun-phrase.ts'
import { abilityVerbs, functionVerbs } from './words.ts'

/** What somebody wants to do and is kept from: "trouble checking my orders", "hard to navigate the menu", "the inability to download music". */
export const hindrances: Rule = {
  words: ['trouble', 'inability', 'hard', 'difficult', 'impossible', 'slow', 'prevents', 'able'],
  find: (sentence, at) => {
    const word = sentence.tokens[at]?.word ?? ''
    if (isSupposed(sentence, at)) return undefined
    if (word === 'able') return unable(sentence, at)
    if (isDenied(sentence, at)) return undefined
    if (word === 'trouble') return troubled(sentence, at)
    if (word === 'prevents') return prevented(sentence, at)
    return sentence.tokens[at + 1]?.word === 'to' ? hardTo(sentence, at, word) : undefined
  },
}

/** "music to an SD card", "my photos on my page": to the end of the place. */
function withPlace(sentence: Tagged, to: number): number {
  if (!/^(?:to|on|onto|from)$/.test(sentence.tokens[to]?.word ?? '')) return to
  return phraseFrom(sentence, to + 1)?.to ?? to
}

/** "trouble checking my orders", "trouble with it syncing". */
function troubled(sentence: Tagged, at: number): Finding | undefined {
  const verb = sentence.tokens[at + 1]
  if (verb?.pos !== 'VERB' || !verb.word.endsWith('ing') || /^(?:getting|finding|understanding|being|having|sleeping|thinking)$/.test(verb.word))
    return undefined
  const object = phraseFrom(sentence, at + 2)
  const name = abilityVerbs.get(verb.word) ?? functionVerbs.get(verb.word)
  return object === undefined || name !== undefined
    ? undefined
    : { keyword: `trouble ${verb.word} ${object.name}`, from: at, to: withPlace(sentence, object.to) }
}

/** "prevents me from editing my notes". */
function prevented(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  const from = /^(?:me|us|you|users)$/.test(tokens[at + 1]?.word ?? '') && tokens[at + 2]?.word === 'from' ? at + 2 : undefined
  const verb = from === undefined ? undefined : tokens[from + 1]
  if (from === undefined || verb?.word.endsWith('ing') !== true) return undefined
  const object = phraseFrom(sentence, from + 2)
  return object === undefined ? undefined : { keyword: `prevent ${verb.word} ${object.name}`, from: at, to: withPlace(sentence, object.to) }
}

/** Whoever works hard to do something does not complain. */
const judging = /^(?:|is|are|was|it|makes|too|so|very|really|extremely|super|quite|pretty|be|'s|incredibly|nearly|almost)$/

/** "slow to load", "hard to read the text": of what is hard, only what is done with a thing. */
function hardTo(sentence: Tagged, at: number, word: string): Finding | undefined {
  const verbAt = at + 2
  const verb = sentence.tokens[verbAt]?.word ?? ''
  const known =
    functionVerbs.get(verb) ?? abilityVerbs.get(verb) ?? (/^(?:navigate|read|use|see|edit|reach|configure|select|type)$/.test(verb) ? verb : undefined)
  if (known === undefined || (word !== 'inability' && !judging.test(sentence.tokens[at - 1]?.word ?? ''))) return undefined
  if (word === 'slow') return { keyword: `slow to ${known}`, from: at, to: verbAt + 1 }
  const object = phraseFrom(sentence, verbAt + 1)
  if (object === undefined && word !== 'inability') return undefined
  return {
    keyword: [word === 'inability' ? 'not' : `${word} to`, known, object?.name].filter((part) => part !== undefined).join(' '),
    from: at,
    to: object === undefined ? verbAt + 1 : withPlace(sentence, object.to),
  }
}

/** "not being able to show my photos": what the rule of denials leaves, whose list of verbs is shorter. */
function unable(sentence: Tagged, at: number): Finding | undefined {
  const { tokens } = sentence
  const denial = [at - 1, at - 2].find((place) => tokens[place]?.word === 'not' || tokens[place]?.word === "n't")
  const verb = tokens[at + 2]?.word ?? ''
  if (denial === undefined || tokens[at + 1]?.word !== 'to' || !doable.has(verb)) return undefined
  const object = phraseFrom(sentence, at + 3)
  return object === undefined ? undefined : { keyword: `not ${verb} ${object.name}`, from: denial, to: withPlace(sentence, object.to) }
}

const doable = new Set('show arrange edit search select choose change add create share set zoom watch'.split(' '))
