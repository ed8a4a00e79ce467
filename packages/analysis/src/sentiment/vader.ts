import { boosters, idioms, isNegation } from './degree.ts'

const CAPS_INCREASE = 0.733
const NEGATED = -0.74
const NORMALISER = 15
/** How much a degree adverb one, two or three words before still weighs. */
const byDistance = [1, 0.95, 0.9] as const

export type Lexicon = ReadonlyMap<string, number>

export interface Sentence {
  readonly words: readonly string[]
  readonly lower: readonly string[]
  /** Where the words stand that the lexicon has. */
  readonly valued: readonly number[]
  /** Some words are in capitals and others are not, so that capitals mean emphasis. */
  readonly capsDiffer: boolean
  /** What exclamation and question marks add. */
  readonly emphasis: number
}

/**
 * VADER's compound score in [−1, 1] of one sentence: negation, degree adverbs, capitals, punctuation, "but", idioms.
 * Source of the rules: Hutto & Gilbert, ICWSM-14, as in their reference implementation 3.3 without its emoji descriptions.
 * Linear in the length of the text.
 */
export const compound = (text: string, lexicon: Lexicon): number => compoundOf(readSentence(text, lexicon), lexicon)

/** The same of a sentence that was read before, by the same lexicon or one of fewer words: reading costs more than scoring. */
export function compoundOf(sentence: Sentence, lexicon: Lexicon): number {
  const { lower } = sentence
  const but = lower.indexOf('but')
  let sum = 0
  for (const at of sentence.valued) {
    if (!lexicon.has(lower[at] ?? '')) continue
    const valence = valenceAt(sentence, at, lexicon)
    sum += but < 0 || at === but ? valence : at < but ? valence * 0.5 : valence * 1.5
  }
  if (sum === 0) return 0
  sum += Math.sign(sum) * sentence.emphasis
  return sum / Math.sqrt(sum * sum + NORMALISER)
}

export function readSentence(text: string, lexicon: Lexicon): Sentence {
  const words: string[] = []
  const lower: string[] = []
  const valued: number[] = []
  let capitals = 0
  for (const token of text.replaceAll('’', "'").split(/\s+/)) {
    if (token === '') continue
    const word = stripPunctuation(token)
    const small = word.toLowerCase()
    if (lexicon.has(small)) valued.push(words.length)
    words.push(word)
    lower.push(small)
    if (small !== word && word === word.toUpperCase()) capitals += 1
  }
  return { words, lower, valued, capsDiffer: capitals > 0 && capitals < words.length, emphasis: punctuationEmphasis(text) }
}

/** Short remainders keep their punctuation: they are emoticons. */
function stripPunctuation(token: string): string {
  let start = 0
  let end = token.length
  while (start < end && isPunctuation(token.charCodeAt(start))) start += 1
  while (end > start && isPunctuation(token.charCodeAt(end - 1))) end -= 1
  return end - start <= 2 ? token : token.slice(start, end)
}

const isPunctuation = (code: number): boolean =>
  (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) || (code >= 123 && code <= 126)

const isUpper = (word: string): boolean => word !== word.toLowerCase() && word === word.toUpperCase()

function valenceAt(sentence: Sentence, at: number, lexicon: Lexicon): number {
  const { words, lower } = sentence
  const word = lower[at] ?? ''
  const base = lexicon.get(word)
  if (base === undefined || boosters.has(word) || (word === 'kind' && lower[at + 1] === 'of')) return 0
  let valence = word === 'no' && lexicon.has(lower[at + 1] ?? '') ? 0 : base
  if (precededByNo(lower, at)) valence = base * NEGATED
  if (sentence.capsDiffer && isUpper(words[at] ?? '')) valence += valence > 0 ? CAPS_INCREASE : -CAPS_INCREASE
  for (let distance = 1; distance <= 3 && distance <= at; distance += 1) {
    const before = lower[at - distance] ?? ''
    if (lexicon.has(before)) continue
    valence += boost(sentence, at - distance, valence) * (byDistance[distance - 1] ?? 0)
    valence *= negation(lower, at, distance)
    if (distance === 3) valence = idiomatic(lower, at, valence)
  }
  const least = lower[at - 1] === 'least' && lower[at - 2] !== 'at' && lower[at - 2] !== 'very'
  return least && !lexicon.has('least') ? valence * NEGATED : valence
}

const precededByNo = (lower: readonly string[], at: number): boolean =>
  lower[at - 1] === 'no' || lower[at - 2] === 'no' || (lower[at - 3] === 'no' && (lower[at - 1] === 'or' || lower[at - 1] === 'nor'))

function boost({ words, lower, capsDiffer }: Sentence, at: number, valence: number): number {
  const degree = boosters.get(lower[at] ?? '')
  if (degree === undefined) return 0
  const direction = valence < 0 ? -1 : 1
  return direction * (degree + (capsDiffer && isUpper(words[at] ?? '') ? CAPS_INCREASE : 0))
}

const isSoOrThis = (word: string | undefined): boolean => word === 'so' || word === 'this'

/** What a negation this far before the word makes of its valence, as a factor. */
function negation(lower: readonly string[], at: number, distance: number): number {
  const word = lower[at - distance] ?? ''
  if (distance > 1 && word === 'never' && lower.slice(at - distance + 1, at).some(isSoOrThis)) return 1.25
  if (distance > 1 && word === 'without' && lower.slice(at - distance + 1, at).includes('doubt')) return 1
  return isNegation(word) ? NEGATED : 1
}

/** Each idiom and each degree of two words holds one of these. */
const idiomWords: ReadonlySet<string> = new Set('shit bomb ass badass stop right death die heart kind sort enough'.split(' '))

function idiomatic(lower: readonly string[], at: number, valence: number): number {
  let isNear = false
  for (let place = at - 3; place < at + 3 && !isNear; place += 1) isNear = idiomWords.has(lower[place] ?? '')
  if (!isNear) return valence
  const phrase = (from: number, to: number): string => lower.slice(at + from, at + to + 1).join(' ')
  const before = [phrase(-1, 0), phrase(-2, 0), phrase(-2, -1), phrase(-3, -1), phrase(-3, -2)]
  let found = valence
  for (const candidate of [...before, phrase(0, 1), phrase(0, 2)]) {
    const idiom = idioms.get(candidate)
    if (idiom !== undefined) found = idiom
  }
  for (const candidate of [phrase(-3, -1), phrase(-3, -2), phrase(-2, -1)]) found += boosters.get(candidate) ?? 0
  return found
}

function punctuationEmphasis(text: string): number {
  let exclamations = 0
  let questions = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 33) exclamations += 1
    else if (code === 63) questions += 1
  }
  const asked = questions <= 1 ? 0 : questions <= 3 ? questions * 0.18 : 0.96
  return Math.min(exclamations, 4) * 0.292 + asked
}
