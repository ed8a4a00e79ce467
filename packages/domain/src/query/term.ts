/** A keyword made ready to be looked for. */
export interface Term {
  /** As the user wrote it. */
  readonly text: string
  readonly pattern: RegExp
  /** Lower-case ASCII that stands in every match; empty where a term has none. */
  readonly literal: string
  /** Where it has a letter beyond ASCII, a text of ASCII alone cannot hold it. */
  readonly needsMoreThanAscii: boolean
  /** The character before a match is still to be looked at: the pattern does not. */
  readonly startsAtEdge: boolean
  readonly startsWithWord: boolean
}

export const word = String.raw`[\p{L}\p{N}_]`
const oneWordCharacter = new RegExp(word, 'u')
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const onlyAscii = /^[\x00-\x7f]*$/
export const isAscii = (text: string): boolean => onlyAscii.test(text)

/** See `createKeywordMatcher` for the rule. */
export function compileTerm(text: string): Term {
  const composed = text.trim().normalize('NFC').replaceAll('’', "'").replaceAll('ſ', 's').replaceAll(/\*+/g, '*')
  const forms = [...new Set([composed, composed.normalize('NFD')])]
  const characters = [...composed]
  const first = characters[0] ?? ''
  const starBeforeEnd = composed.slice(0, -1).includes('*')
  // Such a term asks for the edge in its pattern: where it could begin inside a long word, it would be tried at every letter of it.
  const before = starBeforeEnd ? `(?<!${word})` : ''
  const after = unspaced.test(characters.at(-1) ?? '') ? '' : `(?!${word})`
  let groups = 0
  const pattern = forms.map((form) => patternOf(form, () => (groups += 1))).join('|')
  return {
    text,
    pattern: new RegExp(`${before}(?:${pattern})${after}`, 'giu'),
    // The apostrophe and white space stand for several characters each, the star for any.
    literal: longest(composed.toLowerCase().split(/[^\x21-\x7e]+|[*']+/)),
    needsMoreThanAscii: !isAscii(composed),
    startsAtEdge: !starBeforeEnd && first !== '*' && !unspaced.test(first),
    startsWithWord: oneWordCharacter.test(first),
  }
}

const longest = (parts: readonly string[]): string => parts.reduce((best, part) => (part.length > best.length ? part : best), '')

/**
 * Between two stars the nearest place is taken for good (a lookahead that captures, then the capture): what follows a star lies in the same
 * word whichever place is taken, and trying the others would cost the length of the word once for each star.
 */
function patternOf(term: string, nextGroup: () => number): string {
  const [head = '', ...rest] = term.split('*')
  return rest.reduce((pattern, part, index) => {
    if (index === rest.length - 1) return `${pattern}${word}*${literally(part)}`
    return `${pattern}(?=(${word}*?${literally(part)}))\\${nextGroup()}`
  }, literally(head))
}

const literally = (text: string): string =>
  text
    .split(/(\s+|')/u)
    .map((part) => {
      if (/^\s+$/u.test(part)) return String.raw`\s+`
      if (part === "'") return "['’]"
      return part.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
    })
    .join('')
