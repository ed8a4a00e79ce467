import { hashOf, placeOf, shippedGrams } from './language-grams.ts'

export interface Detected {
  /** ISO 639-1. */
  readonly language: string
  /** It scores at least three quarters of what a right guess of it scores on average, on three runs or more. */
  readonly isReliable: boolean
  /** Of a language, in [0, 1). */
  readonly scoreOf: (language: string) => number
}

/** An apostrophe within a word stays; the space or sign before a letter does not. */
const between = /\P{L}+(?<!['`’])/gu
const longestWord = 70
const enoughBytes = 350
const mostBytes = 380
/** The file holds scores less this. */
const leastScore = 53
const scale = 25
const leastRuns = 3
const space = 32
const encoder = new TextEncoder()
/** The same every time: what is beyond it is not read. */
const bytes = new Uint8Array(mostBytes + longestWord)

/**
 * The language that a text's runs of four bytes are most typical of, among sixty; undefined where no run of it is known. Method and figures are those of
 * ELD's smallest set (Nito T.M., Apache-2.0, see language-grams.LICENSE.txt), and its answers too; a lone surrogate is read as U+FFFD. Reads the first 350 bytes or so.
 */
export function detectLanguage(text: string): Detected | undefined {
  const { languages, average, hashes, starts, pairs } = shippedGrams()
  const sums = new Float64Array(languages.length)
  const runs = runsOf(text)
  for (const run of runs) {
    const place = placeOf(hashes, run)
    if (place < 0) continue
    const end = 2 * (starts[place + 1] ?? 0)
    for (let pair = 2 * (starts[place] ?? 0); pair < end; pair += 2) {
      const language = pairs[pair] ?? 0
      sums[language] = (sums[language] ?? 0) + (pairs[pair + 1] ?? 0) + leastScore
    }
  }
  const best = sums.indexOf(Math.max(...sums))
  const language = languages[best]
  if (language === undefined || sums[best] === 0) return undefined
  const score = (place: number): number => {
    const each = (sums[place] ?? 0) / runs.size
    return each / (each + scale)
  }
  return {
    language,
    isReliable: runs.size >= leastRuns && score(best) >= 0.75 * (average[best] ?? 1),
    scoreOf: (name) => score(languages.indexOf(name)),
  }
}

/** The hashes of each word's runs of four bytes, three apart, and of its end; where a word begins or ends, the run has a space more. */
function runsOf(text: string): ReadonlySet<number> {
  const runs = new Set<number>()
  const { written } = encoder.encodeInto(` ${text.replace(between, ' ').trim().toLowerCase()} `, bytes)
  let start = 1
  while (start < written && start <= enoughBytes + 1) {
    const found = bytes.indexOf(space, start)
    const end = found < 0 ? written : found
    addRuns(runs, start, Math.min(end, start + longestWord, mostBytes + 1))
    start = end + 1
  }
  return runs
}

/** Of the word in [start, end) of `bytes`. */
function addRuns(runs: Set<number>, start: number, end: number): void {
  if (end === start) return
  bytes[end] = space
  let at = start
  for (; at + 4 < end; at += 3) runs.add(hashOf(bytes, at === start ? at - 1 : at, at + 4))
  runs.add(hashOf(bytes, at === start ? at - 1 : end - 4, end + 1))
}
