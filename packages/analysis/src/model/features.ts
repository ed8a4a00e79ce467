import { isNegation } from '../sentiment/degree.ts'
import { addTone, emptyTally, lexiconFeatures, type Tally, toneOf } from './tone.ts'

/** Words, pairs and letter groups are hashed into this many buckets; what the lexicons say stands behind them, each figure in a place of its own. */
export const buckets = 1 << 18
export const places = buckets + lexiconFeatures

/** The features of one text: places and values. The arrays are the same ones every time, valid until the next text is read. */
export interface Features {
  readonly at: Int32Array
  readonly value: Float32Array
  readonly count: number
  /** From here on they are the lexicons' figures. */
  readonly sparse: number
}

const capacity = 16_384
const values = { word: 1, pair: 0.7, triple: 0.49, negated: 0.7, letters: 0.35 } as const
/** The words after a negation that are taken for negated, up to the end of the clause. */
const negatedWords = 3
const token = /@[\w-]+|\p{L}[\p{L}\p{M}']*|\d+|[!?]+|\.\.+|[:;=8][-'^]?[()dpo/|\\3\][]|<3|\p{Extended_Pictographic}/gu
/** The same of ASCII, in half the time. */
const plainToken = /@[\w-]+|[a-z][a-z']*|\d+|[!?]+|\.\.+|[:;=8][-'^]?[()dpo/|\\3\][]|<3/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const ascii = /^[\x00-\x7f]*$/
/** Whoever is spoken to. */
const someone = '@'
const clauseEnds: ReadonlySet<number> = new Set(['!', '?', '.'].map((sign) => sign.charCodeAt(0)))
const moreThanTwoAlike = /(.)\1{2,}/gu

const at = new Int32Array(capacity)
const value = new Float32Array(capacity)
/** The text in which a bucket was last seen: what is repeated counts once. */
const seenIn = new Int32Array(buckets)
let generation = 0
let count = 0

/** Features of a text that proseOf has been over. Linear in its length; what would lie beyond 16,384 features is not read. */
export function featuresOf(prose: string): Features {
  generation = generation === 0x7fff_ffff ? 1 : generation + 1
  count = 0
  const text = prose.includes('’') ? prose.replaceAll('’', "'") : prose
  const lower = text.toLowerCase()
  const words = lower.match(ascii.test(lower) ? plainToken : token) ?? []
  const tally = readWords(words)
  normalise()
  const sparse = count
  let place = buckets
  for (const figure of toneOf({ text, lower, words: words.length }, tally)) {
    if (figure !== 0) put(place, figure)
    place += 1
  }
  return { at, value, count, sparse }
}

function readWords(words: readonly string[]): Tally {
  const tally = emptyTally()
  let before = hashOf('^', 2)
  let beforeThat = before
  let negated = 0
  for (const raw of words) {
    const word = raw.startsWith('@') ? someone : raw.length > 3 && hasThreeAlike(raw) ? raw.replace(moreThanTwoAlike, '$1$1') : raw
    const hash = hashOf(word, 1)
    add(hash, values.word)
    const pair = joined(before, hash)
    add(pair, values.pair)
    add(joined(beforeThat, pair), values.triple)
    if (word.length > 3) addLetters(word)
    addTone(tally, word, negated > 0)
    if (clauseEnds.has(word.charCodeAt(0))) negated = 0
    else if (negated > 0) {
      add(joined(7, hash), values.negated)
      negated -= 1
    }
    if (isNegation(word) || word === 'no') {
      negated = negatedWords
      tally.negations += 1
    }
    beforeThat = before
    before = hash
  }
  return tally
}

function hasThreeAlike(word: string): boolean {
  for (let at = 2; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    if (code === word.charCodeAt(at - 1) && code === word.charCodeAt(at - 2)) return true
  }
  return false
}

const opening = 60
const closing = 62

/** Groups of four and five letters of "<word>", its ends among them; of a word of four letters or more. */
function addLetters(word: string): void {
  const end = word.length
  let first = opening
  let second = word.charCodeAt(0)
  let third = word.charCodeAt(1)
  let fourth = word.charCodeAt(2)
  for (let next = 3; next <= end + 1; next += 1) {
    const four = hashed(hashed(hashed(hashed(basis, first), second), third), fourth)
    add(four, values.letters)
    const fifth = next < end ? word.charCodeAt(next) : closing
    if (next <= end) add(joined(four, fifth), values.letters)
    first = second
    second = third
    third = fourth
    fourth = fifth
  }
}

const basis = 2_166_136_261
const hashed = (hash: number, code: number): number => Math.imul(hash ^ code, 16_777_619)

function hashOf(text: string, seed: number): number {
  let hash = basis
  for (let at = 0; at < text.length; at += 1) hash = hashed(hash, text.charCodeAt(at))
  return joined(hash, seed)
}

function joined(left: number, right: number): number {
  let hash = Math.imul(left, 31) ^ Math.imul(right, 0x9e37_79b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb_352d)
  return hash ^ (hash >>> 15)
}

function add(hash: number, weight: number): void {
  const bucket = hash & (buckets - 1)
  if (seenIn[bucket] === generation || count >= capacity - lexiconFeatures) return
  seenIn[bucket] = generation
  put(bucket, weight)
}

function put(place: number, weight: number): void {
  at[count] = place
  value[count] = weight
  count += 1
}

/** To length 1, so that a long text weighs no more than a short one. */
function normalise(): void {
  let squares = 0
  for (let index = 0; index < count; index += 1) squares += (value[index] ?? 0) ** 2
  const factor = squares === 0 ? 0 : 1 / Math.sqrt(squares)
  for (let index = 0; index < count; index += 1) value[index] = (value[index] ?? 0) * factor
}
