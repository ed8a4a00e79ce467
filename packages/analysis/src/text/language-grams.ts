import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { z } from 'zod'

/** Which languages a run of bytes is typical of, and how much. */
export interface Grams {
  readonly languages: readonly string[]
  /** What a right guess of each language scores on average. */
  readonly average: readonly number[]
  /** Sorted. The run at place i has the pairs starts[i] … starts[i + 1], half open. */
  readonly hashes: Int32Array
  readonly starts: Uint32Array
  /** A language and its score, in turn. */
  readonly pairs: Uint8Array
}

const Header = z.object({ from: z.string(), languages: z.array(z.string()), average: z.array(z.number()), grams: z.int(), pairs: z.int() })
const shipped = new URL('./language-grams.bin', import.meta.url)
let loaded: Grams | undefined

/** Read from its file once per process: less than 1 MB in memory, where the objects of the package that it is made from take fifty. */
export function shippedGrams(): Grams {
  loaded ??= decodeGrams(readFileSync(shipped))
  return loaded
}

/** One line of JSON that says where it comes from, then the arrays, compressed. */
function decodeGrams(file: Buffer): Grams {
  const end = file.indexOf(10)
  const { languages, average, grams, pairs } = Header.parse(JSON.parse(file.toString('utf8', 0, end)))
  const bytes = new Uint8Array(brotliDecompressSync(file.subarray(end + 1))).buffer
  const hashes = new Int32Array(bytes, 0, grams)
  const starts = new Uint32Array(bytes, 4 * grams, grams + 1)
  return { languages, average, hashes, starts, pairs: new Uint8Array(bytes, 4 * (2 * grams + 1), 2 * pairs) }
}

/** FNV-1a of the bytes in [from, to). */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c_9dc5 | 0
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193)
  return hash
}

/** The place of a hash among the sorted, or −1. */
export function placeOf(hashes: Int32Array, hash: number): number {
  let low = 0
  let high = hashes.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = hashes[middle] ?? 0
    if (found === hash) return middle
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return -1
}
