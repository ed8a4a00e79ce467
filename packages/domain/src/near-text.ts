/** From here on two texts are one with small edits. Of 70 such pairs of real posts of twelve subreddits all say the same, of the 17 down to a half eleven do. */
export const leastLikeness = 0.75
/** Copies are made at once. What is said again later is said again, and a weekly thread opens each week. */
export const copyDays = 3

/** A text as it is compared with others: its words in threes, and the numbers it names. */
export interface NearText {
  readonly phrases: ReadonlySet<number>
  readonly numbers: string
  /** Texts that are alike nearly always share one of these, and others hardly ever do: what an index looks them up by. */
  readonly marks: readonly bigint[]
}

/** Of fewer words too many are alike by chance. */
const fewestWords = 10
/** As much as an analysis reads. */
const readCharacters = 8_000
const phraseWords = 3
/** Four marks of three hashes: of 1,000 pairs with nine tenths in common 995 share one, with three quarters 888, with a tenth four. */
const markCount = 4
const hashesEach = 3

/** Null: too short to be compared. Case, punctuation, spaces and addresses do not count. */
export function nearText(title: string, body: string): NearText | null {
  const words = wordsOf(`${title}\n${body}`.slice(0, readCharacters))
  if (words.length < fewestWords) return null
  const phrases = new Set<number>()
  for (let at = 0; at + phraseWords <= words.length; at += 1) phrases.add(hashOf(words.slice(at, at + phraseWords).join(' ')))
  const numbers = words.filter((each) => /^\p{N}/u.test(each)).join(' ')
  return { phrases, numbers, marks: marksOf(phrases, hashOf(numbers)) }
}

/** What two texts have in common, 0 … 1: the share of their phrases that both hold. Those that name other numbers are two, whatever else they say. */
export function likeness(a: NearText, b: NearText): number {
  if (a.numbers !== b.numbers) return 0
  const [small, large] = a.phrases.size <= b.phrases.size ? [a.phrases, b.phrases] : [b.phrases, a.phrases]
  let both = 0
  for (const phrase of small) if (large.has(phrase)) both += 1
  return both / (small.size + large.size - both)
}

const address = /(?:https?:\/\/|www\.)\S+/g
/** Where words are written without spaces, each sign counts as one. */
const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}\p{N}]+/gu

const wordsOf = (text: string): string[] => text.toLowerCase().replace(address, ' ').match(word) ?? []

/** Texts with other numbers share none: of what a program fills in a form with there may be thousands. */
function marksOf(phrases: ReadonlySet<number>, ofNumbers: number): bigint[] {
  const least = new Uint32Array(markCount * hashesEach).fill(0xffff_ffff)
  for (const phrase of phrases)
    for (let at = 0; at < least.length; at += 1) {
      const hash = mixed(phrase ^ Math.imul(at + 1, 0x9e37_79b1))
      if (hash < (least[at] ?? 0)) least[at] = hash
    }
  return Array.from({ length: markCount }, (_, mark) => {
    let [high, low] = [mixed(ofNumbers ^ mark), mixed(ofNumbers ^ ~mark)]
    for (const hash of least.subarray(mark * hashesEach, (mark + 1) * hashesEach)) {
      high = mixed(high ^ hash)
      low = mixed(low ^ Math.imul(hash, 0x85eb_ca6b))
    }
    return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0))
  })
}

function hashOf(text: string): number {
  let hash = 0x811c_9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return mixed(hash)
}

function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x7feb_352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846c_a68b)
  return (hash ^ (hash >>> 16)) >>> 0
}
