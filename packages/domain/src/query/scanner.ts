import { units } from './units.ts'

/** Called for each place where a pattern ends: which pattern, the end of the place, and from where on the text is ASCII alone up to there. */
export type OnHit = (pattern: number, end: number, asciiFrom: number) => void

export interface Scanner {
  /** One pass over the text, whatever the number of patterns. Gives back whether the text is ASCII alone. */
  scan(text: string, onHit: OnHit): boolean
}

/** Characters share a class from this number on, so that a thousand kanji cost no more room: a hit in them is to be looked at again anyway. */
const mostClasses = 192
const asciiEnd = 0x80
/** The class of accents that are characters of their own: the scan goes on as if they were not there. */
const passedOver = 1

/**
 * Finds all patterns at once, ignoring case and accents (Aho and Corasick's automaton, each step one look-up). Patterns are plain and folded; those
 * beyond ASCII may be found where they are not.
 */
export function createScanner(patterns: readonly string[]): Scanner {
  const { classes, count } = classesOf(patterns)
  const { table, outputs } = automatonOf(patterns, { classes, count })
  return {
    scan(text, onHit) {
      let state = 0
      let asciiFrom = 0
      for (let index = 0; index < text.length; index += 1) {
        const unit = text.charCodeAt(index)
        if (unit >= asciiEnd) asciiFrom = index + 1
        state = table[state + (classes[unit] as number)] as number
        if (state >= 0) continue
        state = ~state
        for (const pattern of outputs[state / count] ?? []) onHit(pattern, index + 1, asciiFrom)
      }
      return asciiFrom === 0
    },
  }
}

interface Classes {
  /** Of each UTF-16 unit; 0 where no pattern has it. */
  readonly classes: Uint8Array
  readonly count: number
}

function classesOf(patterns: readonly string[]): Classes {
  const { spellings, marks } = units()
  const used = [...new Set(patterns.flatMap((pattern) => Array.from({ length: pattern.length }, (_, index) => pattern.charCodeAt(index))))]
  const ascii = used.filter((unit) => unit < asciiEnd)
  const beyond = used.filter((unit) => unit >= asciiEnd)
  const firstBeyond = passedOver + 1 + ascii.length
  const own = mostClasses - firstBeyond
  const ofPlain = new Map([
    ...ascii.map((unit, index) => [unit, passedOver + 1 + index] as const),
    ...beyond.map((unit, index) => [unit, firstBeyond + (index % own)] as const),
  ])
  const classes = new Uint8Array(0x1_00_00)
  for (const [unit, its] of ofPlain) for (const spelling of [unit, ...(spellings.get(unit) ?? [])]) classes[spelling] = its
  for (const mark of marks) classes[mark] = passedOver
  return { classes, count: firstBeyond + Math.min(beyond.length, own) }
}

/** Rows of next states, each the row's place in the table; its complement where a pattern ends there. */
function automatonOf(patterns: readonly string[], { classes, count }: Classes): { table: Int32Array; outputs: readonly (readonly number[])[] } {
  const most = patterns.reduce((sum, pattern) => sum + pattern.length, 1)
  const next = new Int32Array(most * count)
  const outputs: number[][] = [[]]
  for (const [number, pattern] of patterns.entries()) {
    let state = 0
    for (let index = 0; index < pattern.length; index += 1) {
      const at = state * count + (classes[pattern.charCodeAt(index)] as number)
      if (next[at] === 0) next[at] = outputs.push([]) - 1
      state = next[at] as number
    }
    outputs[state]?.push(number)
  }
  const states = outputs.length
  const table = next.slice(0, states * count)
  const fail = new Int32Array(states)
  const queue = [0]
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] as number
    const back = fail[state] as number
    for (let symbol = 0; symbol < count; symbol += 1) {
      const at = state * count + symbol
      const child = table[at] as number
      const otherwise = state === 0 ? 0 : (table[back * count + symbol] as number)
      if (child === 0) {
        table[at] = otherwise
        continue
      }
      fail[child] = otherwise
      outputs[child]?.push(...(outputs[otherwise] ?? []))
      queue.push(child)
    }
  }
  for (let at = 0; at < table.length; at += 1) {
    const state = table[at] as number
    table[at] = outputs[state]?.length === 0 ? state * count : ~(state * count)
  }
  for (let state = 0; state < states; state += 1) table[state * count + passedOver] = state * count
  return { table, outputs }
}
