const bits = 64
const shingle = 3
const read = 8_000

/**
 * Simhash of a text's words in threes, 16 hexadecimal digits: texts that differ in few words differ in few bits. Case, punctuation,
 * addresses and spaces do not count. Null for a text under eight words, of which too many are alike by chance.
 */
export function fingerprintOf(text: string): string | null {
  const words =
    text
      .slice(0, read)
      .toLowerCase()
      .replace(/(?:https?:\/\/|www\.)\S+/g, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < 8) return null
  const votes = new Int32Array(bits)
  for (let at = 0; at + shingle <= words.length; at += 1) {
    const phrase = words.slice(at, at + shingle).join(' ')
    vote(votes, 0, hashOf(phrase, 0x811c_9dc5))
    vote(votes, 32, hashOf(phrase, 0x1234_5678))
  }
  let digits = ''
  for (let from = 0; from < bits; from += 4) digits += [0, 1, 2, 3].reduce((sum, bit) => sum * 2 + ((votes[from + bit] ?? 0) > 0 ? 1 : 0), 0).toString(16)
  return digits
}

/** Near duplicates differ in at most so many of the 64 bits. */
export const nearDuplicateBits = 10

/** In how many bits two fingerprints differ. */
export function fingerprintDistance(left: string, right: string): number {
  let different = 0
  for (let digit = 0; digit < bits / 4; digit += 1) {
    let rest = Number.parseInt(left.charAt(digit), 16) ^ Number.parseInt(right.charAt(digit), 16)
    for (; rest > 0; rest >>= 1) different += rest & 1
  }
  return different
}

function vote(votes: Int32Array, from: number, hash: number): void {
  for (let bit = 0; bit < 32; bit += 1) votes[from + bit] = (votes[from + bit] ?? 0) + ((hash >>> bit) & 1 ? 1 : -1)
}

function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb_352d)
  return hash ^ (hash >>> 15)
}
