/**
 * Accents written as characters of their own, which a text may have or not: Latin, Greek and Cyrillic ones, Hebrew points, Arabic vowels. The iota
 * below (U+0345) is none: ignoring case it is a letter. Nor are the vowels of Indic scripts, nor what makes an emoji of a sign.
 */
const ranges = [
  [0x3_00, 0x3_44],
  [0x3_46, 0x3_6f],
  [0x5_91, 0x5_bd],
  [0x5_c1, 0x5_c2],
  [0x5_c4, 0x5_c5],
  [0x6_4b, 0x6_5f],
] as const

/** The inside of a character class. */
export const marks = ranges.map(([from, to]) => `${String.fromCharCode(from)}-${String.fromCharCode(to)}`).join('')
export const isMark = (unit: number): boolean => ranges.some(([from, to]) => unit >= from && unit <= to)

const everyMark = new RegExp(`[${marks}]`, 'gu')

/** A letter without its accents; itself where it is more than a letter and accents. */
export function plainOf(letter: string): string {
  const plain = letter.normalize('NFD').replaceAll(everyMark, '')
  return plain.length === 1 ? plain : letter
}

/** Latin, Greek and Cyrillic, and their later additions. */
const blocks = [
  [0xc0, 0x5_2f],
  [0x1e_00, 0x1f_ff],
] as const

let made: ReadonlyMap<string, string> | null = null

/** The letters that are a plain one with accents: `e` gives `èéêëē…`. */
function variantsOf(letter: string): string {
  made ??= make()
  return made.get(letter) ?? ''
}

function make(): Map<string, string> {
  const variants = new Map<string, string>()
  for (const [from, to] of blocks)
    for (let code = from; code <= to; code += 1) {
      const letter = String.fromCharCode(code)
      const plain = plainOf(letter)
      if (plain !== letter) variants.set(plain, `${variants.get(plain) ?? ''}${letter}`)
    }
  return variants
}

/** A pattern for a text of which each letter without accents may have any; one with accents asks for those, in one character or several. */
export const withVariants = (composed: string): string => (composed.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? []).map(characterWithVariants).join('')

function characterWithVariants(character: string): string {
  const decomposed = character.normalize('NFD')
  const itself = escapePattern(character)
  if (decomposed !== character) return `(?:${itself}|${decomposed})`
  if (!/^\p{L}$/u.test(character)) return itself
  // Dotless i goes up to I, which it is no spelling of, nor of its accents.
  const spellings = character === 'ı' ? [character] : [character, character.toLowerCase(), character.toUpperCase()]
  const others = [...new Set(spellings)].map(variantsOf)
  return `[${character}${others.join('')}][${marks}]*`
}

export const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
