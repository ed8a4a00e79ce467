import { isMark, plainOf } from './marks.ts'
import { isWordCharacter } from './word.ts'

/** What is known of each UTF-16 unit, made once: 65,536 look-ups are cheaper than asking a pattern at every letter of every post. */
export interface Units {
  /** The unit that stands for all that differ from it in case alone (Unicode's simple case folding). */
  readonly fold: Uint16Array
  /** The same, and without accents: what the scanner goes by. */
  readonly plain: Uint16Array
  /** The units that a plain one stands for, where there are others than itself. */
  readonly spellings: ReadonlyMap<number, readonly number[]>
  readonly marks: readonly number[]
  readonly word: Uint8Array
}

/** Each unit without case and accents. */
export function folded(text: string): string {
  const { plain } = units()
  let result = ''
  for (let index = 0; index < text.length; index += 1) result += String.fromCharCode(plain[text.charCodeAt(index)] ?? 0)
  return result
}

let made: Units | null = null

export function units(): Units {
  made ??= make()
  return made
}

const size = 0x1_00_00
const isSurrogate = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdf_ff

function make(): Units {
  const fold = new Uint16Array(size)
  const word = new Uint8Array(size)
  for (let unit = 0; unit < size; unit += 1) {
    fold[unit] = isSurrogate(unit) ? unit : foldOf(unit)
    if (!isSurrogate(unit) && isWordCharacter(String.fromCharCode(unit))) word[unit] = 1
  }
  const plain = fold.map((folded, unit) => (unit < 0xc0 || isSurrogate(unit) ? folded : (fold[plainOf(String.fromCharCode(unit)).charCodeAt(0)] ?? folded)))
  const spellings = new Map<number, number[]>()
  for (const [unit, its] of plain.entries()) if (its !== unit) spellings.set(its, [...(spellings.get(its) ?? []), unit])
  return { fold, plain, spellings, marks: [...fold.keys()].filter(isMark), word }
}

/** Up and down again finds all spellings (`ſ` and `K` too). Dotless i goes up to I, which it is no spelling of; two ligatures are one letter. */
function foldOf(unit: number): number {
  if (unit === 0x131) return unit
  if (unit === 0xfb_05) return 0xfb_06
  const upper = String.fromCharCode(unit).toUpperCase()
  const lower = (upper.length === 1 ? upper : String.fromCharCode(unit)).toLowerCase()
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

/** A letter, digit or underscore stands directly before `at`, one of four bytes included. */
export function isWordBefore(text: string, at: number): boolean {
  if (at === 0) return false
  const unit = text.charCodeAt(at - 1)
  if (!isSurrogate(unit)) return units().word[unit] === 1
  const both = text.codePointAt(at - 2) ?? 0
  return both > 0xff_ff && isWordCharacter(String.fromCodePoint(both))
}

export function isWordAt(text: string, at: number): boolean {
  if (at >= text.length) return false
  const unit = text.charCodeAt(at)
  return isSurrogate(unit) ? isWordCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0)) : units().word[unit] === 1
}
