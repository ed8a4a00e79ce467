import type { NounPhrase, Tagged } from './noun-phrase.ts'
import { phraseEndingAt } from './noun-phrase.ts'
import { bePossible, degreeWords } from './words.ts'

/** A complaint found by a rule: what to call it and which tokens show it, half open. */
export interface Finding {
  readonly keyword: string
  readonly from: number
  readonly to: number
}

/** What a rule looks for from the token at `at` on, which is one of its words. */
export interface Rule {
  readonly words: Iterable<string>
  readonly find: (sentence: Tagged, at: number) => Finding | undefined
}

const reach = 9
const clauseBreaks = new Set(['.', ',', ';', '!', '?', '(', ')', '–', '—', 'but', 'because', 'since', 'although', 'though', 'then', 'so', 'while'])
const supposing = new Set(
  'if unless whether would could might may should case avoid avoids avoided avoiding prevent prevents prevented preventing without fixed fixes solved solves resolved resolves eliminate eliminates reduces reduced minimize minimizes minimise imagine supposed handle handles handling simulate detect detects detecting patched assuming until before'.split(
    ' ',
  ),
)
const denying = new Set([
  "n't",
  'nt',
  'not',
  'no',
  'never',
  'without',
  'nothing',
  'zero',
  'hardly',
  'rarely',
  'less',
  'nor',
  'isnt',
  'doesnt',
  'dont',
  'didnt',
  'wont',
  'cannot',
  'cant',
  'neither',
  'none',
])

/** The complaint is only supposed, handled or mended in this clause: "if it crashes", "fixed the leak", "could fail". */
export function isSupposed({ tokens }: Tagged, at: number): boolean {
  for (let index = at - 1; index >= 0 && index >= at - reach; index -= 1) {
    const word = tokens[index]?.word ?? ''
    if (clauseBreaks.has(word)) return false
    if (supposing.has(word)) return true
  }
  return false
}

/** A word of denial stands up to four tokens before, in the same clause. */
export function isDenied({ tokens }: Tagged, at: number): boolean {
  for (let index = at - 1; index >= 0 && index >= at - 4; index -= 1) {
    const word = tokens[index]?.word ?? ''
    if (clauseBreaks.has(word)) return false
    if (denying.has(word)) return true
  }
  return false
}

const aspect = new Set(
  "keep keeps kept start starts started begin begins began tend tends to constantly randomly has have had will would 's 've 'll on and".split(' '),
)

const linking = new Set(['when', 'where', 'how', 'why', 'then', 'there', 'here', 'if', 'once', 'as', 'than', 'like', 'whenever'])

/** The noun phrase that is the subject of the verb or predicate at `at`, across auxiliaries and adverbs. */
export function subjectBefore(sentence: Tagged, at: number, options: { needsBe: boolean }): NounPhrase | undefined {
  let index = at - 1
  let sawBe = false
  for (; index >= 0 && at - index <= 6; index -= 1) {
    const token = sentence.tokens[index]
    if (token === undefined) return undefined
    if (linking.has(token.word)) return undefined
    if (bePossible.has(token.word)) sawBe = true
    else if (/^(?:little|bit)$/.test(token.word) && sentence.tokens[index - 1]?.word === 'a') index -= 1
    else if (!(token.pos === 'ADV' || token.pos === 'AUX' || degreeWords.has(token.word) || (aspect.has(token.word) && token.word !== 'and'))) break
  }
  if (options.needsBe && !sawBe) return undefined
  const near = phraseEndingAt(sentence, index)
  return near === undefined ? undefined : whole(sentence, ownerOf(sentence, near))
}

/** With what is said of it together: "video and audio are choppy", "changing the background takes forever". Its name stays. */
function whole(sentence: Tagged, near: NounPhrase | undefined): NounPhrase | undefined {
  if (near === undefined) return undefined
  const { tokens } = sentence
  const other = tokens[near.from - 1]?.word === 'and' ? phraseEndingAt(sentence, near.from - 2) : undefined
  if (other !== undefined) return { ...near, from: other.from }
  let index = near.from - 1
  while (index > 0 && near.from - index <= 3 && /^(?:DET|PRON|ADJ|ADP)$/.test(tokens[index]?.pos ?? '')) index -= 1
  const doing = tokens[index]
  const begins = index === 0 || /^(?:PUNCT|CCONJ|SCONJ)$/.test(tokens[index - 1]?.pos ?? '')
  return begins && doing?.pos === 'VERB' && doing.word.endsWith('ing') ? { ...near, from: index } : near
}

/** "the battery of my phone" → the battery: the noun a following "of", "on", "in" or "for" belongs to. */
function ownerOf(sentence: Tagged, near: NounPhrase): NounPhrase | undefined {
  let index = near.from - 1
  while (index > 0 && near.from - index <= 3 && /^(?:DET|PRON|ADJ)$/.test(sentence.tokens[index]?.pos ?? '')) index -= 1
  const word = sentence.tokens[index]?.word ?? ''
  if (!/^(?:of|on|in|for|from|with)$/.test(word)) return near
  const owner = phraseEndingAt(sentence, index - 1)
  if (owner !== undefined) return owner
  return word === 'of' ? undefined : near
}

const persons = new Set("i we you he she i'm who people someone anyone everyone users they've".split(' '))
export const isPerson = (word: string | undefined): boolean => word !== undefined && persons.has(word)
