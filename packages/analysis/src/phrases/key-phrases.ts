import { tag } from '../pain/tagger.ts'
import type { Token } from '../pain/tagger.ts'
import { proseOf } from '../text/mask.ts'
import { sentencesOf } from '../text/sentences.ts'
import { stemOf } from './stem.ts'

export interface KeyPhrase {
  /** As it stands first in the text, in lower case. */
  readonly phrase: string
  /** Words beside which it stands, weighed; only to compare phrases of one text. */
  readonly weight: number
}

interface Candidate {
  readonly words: readonly Token[]
  readonly stems: readonly string[]
}

const longestPhrase = 5
/** What a word's neighbours, a phrase of one word, an early place and being said again count. */
const damping = 0.1
const ofSingle = 0.4
const early = 2
const again = 0.3
/** Words so near to each other belong together. */
const near = 10
/** Say nothing about what a text is about. */
const empty = new Set(
  'paper approach result results use example examples number way case cases different several new such other same many various first second one two three important main possible general good better best well available certain recent present part order time people thing things term terms simple generalized particular primary powerful existing early sufficient necessary original pronounced full specific significant useful lowest highest higher lower larger smaller large small high low whole entire further additional basic common overall corresponding relevant respective appropriate novel proposed popular key major minor previous next last own able likely difficult easy late long short great little few less least more most real actual current typical similar equal single author authors work study article research problem problems method methods technique techniques approaches issue issues set sets kind kinds type types form forms effect effects value values uses user users advantage advantages experimental theoretical numerical practical wide wider broad range ranges variety various year years role roles efficient traditional successful future modern lack need needs focus end idea ideas concept concepts today increasing increased special extensive reasonable considerable subsequent certain suitable separate standard strong weak fast slow rapid quick alternative exact complete careful interesting unique numerous latter former aim aims purpose purposes benefit benefits ability abilities'.split(
    ' ',
  ),
)
const isPart = ({ pos, word }: Token): boolean =>
  word.length > 1 && (pos === 'NOUN' || pos === 'PROPN' || pos === 'ADJ') && /^[\p{L}\p{N}][\p{L}\p{N}.+#'-]*$/u.test(word)
const isHead = ({ pos }: Token): boolean => pos === 'NOUN' || pos === 'PROPN'

/**
 * What a text is about: its noun phrases, the weightiest first, at most `most`. A word weighs as many words as stand beside it, near ones more (SingleRank's
 * graph, Wan and Xiao, AAAI-08, by degree); a phrase weighs its words together, an
 * early one and one that is said again a little more. English only.
 */
export function keyPhrasesIn(text: string, most: number): KeyPhrase[] {
  const prose = proseOf(text)
  const runs = sentencesOf(prose).map(({ start, end }) => describing(hyphened(tag(prose.slice(start, end), start))))
  const candidates = runs.flatMap(candidatesIn)
  const degree = degrees(runs)
  const phrases = new Map<string, KeyPhrase & { readonly times: number }>()
  candidates.forEach(({ words, stems }, place) => {
    const key = stems.join(' ')
    const weight =
      (stems.length === 1 ? ofSingle : 1) * stems.reduce((sum, stem) => sum + (degree.get(stem) ?? 0) ** damping, 0) * (1 + early / (1 + place / 8))
    const before = phrases.get(key)
    if (before === undefined) phrases.set(key, { phrase: words.map(({ word }) => word).join(' '), weight, times: 1 })
    else phrases.set(key, { ...before, weight: Math.max(weight, before.weight), times: before.times + 1 })
  })
  return [...phrases.values()]
    .map(({ phrase, weight, times }) => ({ phrase, weight: weight * (1 + again * Math.log(times)) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
}

/** Words that hyphens join are one: "real-time" says of what it stands before, "belief-set" is a thing like its last part. */
function hyphened(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    const last = joined.at(-1)
    const next = tokens[at + 1]
    if (token === undefined) continue
    if (token.word === '-' && last?.end === token.start && next?.start === token.end) {
      joined[joined.length - 1] = { word: `${last.word}-${next.word}`, pos: isHead(next) ? next.pos : 'ADJ', start: last.start, end: next.end }
      at += 1
    } else joined.push(token)
  }
  return joined
}

const before = { ed: /^(?:DET|ADJ|ADP|CCONJ|PUNCT)$/, ing: /^(?:DET|ADJ|ADP)$/ } as const

/** What is done to a thing says which it is, where it stands before it and nothing does it: "of distributed systems", "a moving average". */
function describing(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    const next = tokens[at + 1]
    if (token.pos !== 'VERB' || next === undefined || !isHead(next)) return token
    const ending = token.word.endsWith('ed') ? before.ed : token.word.endsWith('ing') ? before.ing : undefined
    return ending?.test(tokens[at - 1]?.pos ?? '') === true ? { ...token, pos: 'ADJ' } : token
  })
}

function candidatesIn(tokens: readonly Token[]): Candidate[] {
  const found: Candidate[] = []
  let open: Token[] = []
  const close = (): void => {
    const first = open.findIndex(({ word }) => !empty.has(word))
    const words = first < 0 ? [] : open.slice(first, open.findLastIndex(isHead) + 1)
    if (words.length > 0 && words.length <= longestPhrase) found.push({ words, stems: words.flatMap(({ word }) => word.split('-').map(stemOf)) })
    open = []
  }
  for (const token of tokens) {
    const last = open.at(-1)
    if (isPart(token) && (last === undefined || token.start - last.end <= 1)) open.push(token)
    else {
      close()
      if (isPart(token)) open = [token]
    }
  }
  close()
  return found
}

function degrees(runs: readonly (readonly Token[])[]): ReadonlyMap<string, number> {
  const degree = new Map<string, number>()
  const add = (stem: string): void => void degree.set(stem, (degree.get(stem) ?? 0) + 1)
  const words = runs.flatMap((tokens) => tokens.filter((token) => isPart(token) && !empty.has(token.word)).flatMap(({ word }) => word.split('-').map(stemOf)))
  words.forEach((stem, at) => {
    for (const other of words.slice(at + 1, at + near)) {
      if (other === stem) continue
      add(stem)
      add(other)
    }
  })
  return degree
}
