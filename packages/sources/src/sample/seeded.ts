/** Numbers that look random and are the same for the same seeds, on every machine (mulberry32 over a mixed seed). */
export interface Seeded {
  /** From 0 up to and without 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<Value>(of: readonly [Value, ...Value[]]): Value
}

export function seeded(...seeds: readonly number[]): Seeded {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ (seed + 0x9e37_79b9), 0x85eb_ca6b) ^ (mixed >>> 13), 0x2545_f491)
  const next = (): number => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (of) => of[Math.floor(next() * of.length)] ?? of[0],
  }
}
