import type { Match } from '../post.ts'
import { unspaced } from './word.ts'

/** A place in one field, and the matches it is made of. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly matches: readonly Match[]
}

const wordStart = new RegExp(String.raw`${unspaced}\p{M}*|(?:(?!${unspaced})[\p{L}\p{N}_])(?:(?!${unspaced})[\p{L}\p{N}\p{M}_'’])*`, 'gu')

/** Where each word begins; in scripts without spaces, each character is one. */
export const wordStarts = (text: string): readonly number[] => [...text.matchAll(wordStart)].map(({ index }) => index)

export interface Nearness {
  readonly words: number
  readonly ordered: boolean
  readonly starts: readonly number[]
}

/** Of more pairs than these, which no text has that was written to be read, only the nearest are sure to be looked at. */
const mostPairs = 5_000
/** A chain of a hundred would show a hundred matches for each place. */
const mostMatches = 20

/** The pairs of a left and a right place at most `words` apart that do not overlap, each once. In time n log n, however many pairs there are. */
export function nearPlaces(left: readonly Place[], right: readonly Place[], nearness: Nearness): Place[] {
  const found = new Map<number, Place>()
  pairUp(left, right, { ...nearness, found })
  if (!nearness.ordered) pairUp(right, left, { ...nearness, found })
  const all = [...found.values()]
  return all.length > mostPairs ? shortest(all) : all
}

function pairUp(before: readonly Place[], after: readonly Place[], { words, starts, found }: Nearness & { readonly found: Map<number, Place> }): void {
  const pair = (one: Place | undefined, other: Place | undefined): boolean => {
    if (one === undefined || other === undefined || firstFrom(starts, other.start) - firstFrom(starts, one.end) + 1 > words) return false
    const key = one.start * 2 ** 26 + other.end
    if (!found.has(key)) found.set(key, { start: one.start, end: other.end, matches: [...one.matches, ...other.matches].slice(0, mostMatches) })
    return true
  }
  const byEnd = before.toSorted((one, other) => one.end - other.end || one.start - other.start)
  const byStart = after.toSorted((one, other) => one.start - other.start || one.end - other.end)
  const ends = byEnd.map(({ end }) => end)
  const begins = byStart.map(({ start }) => start)
  for (const one of byEnd) pair(one, byStart[firstFrom(begins, one.end)])
  for (const other of byStart) pair(byEnd[firstFrom(ends, other.start + 1) - 1], other)
  let tried = 0
  for (const one of byEnd) for (let at = firstFrom(begins, one.end); tried < mostPairs && pair(one, byStart[at]); at += 1) tried += 1
}

/** Of those with one end the latest start, of those with one start the earliest end. */
function shortest(places: readonly Place[]): Place[] {
  const byEnd = new Map<number, Place>()
  const byStart = new Map<number, Place>()
  for (const place of places) {
    if ((byEnd.get(place.end)?.start ?? -1) < place.start) byEnd.set(place.end, place)
    if ((byStart.get(place.start)?.end ?? Infinity) > place.end) byStart.set(place.start, place)
  }
  return [...new Set([...byEnd.values(), ...byStart.values()])]
}

/** Index of the first value that is at least `value`. */
function firstFrom(sorted: readonly number[], value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] as number) < value) from = middle + 1
    else to = middle
  }
  return from
}
