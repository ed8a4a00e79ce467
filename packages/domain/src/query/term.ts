import { labelOfTerm, type TermNode, type TermStyle } from './ast.ts'
import { type Literal, literalsOf } from './literals.ts'
import { escapePattern, marks, withVariants } from './marks.ts'
import { isAscii, isUnspaced, isWordCharacter, wordCharacters } from './word.ts'

/** A term made ready to be looked for. */
export interface Term {
  readonly label: string
  readonly pattern: RegExp
  /** One of them stands in every match, accents and case aside; null where a term has none. */
  readonly literals: readonly Literal[] | null
  /** Where it has a letter beyond ASCII, a text of ASCII alone cannot hold it. */
  readonly needsMoreThanAscii: boolean
  /** The character before a match is still to be looked at: the pattern does not. */
  readonly startsAtEdge: boolean
  readonly startsWithWord: boolean
  /** An accent of its own character belongs to the word before it. */
  readonly joinsMarks: boolean
}

/**
 * A term matches where no letter, digit or underscore stands directly before or after it; `*` stands for the rest of a word. Everything else in
 * it is itself (`C++`, `.NET`, `don't`); white space matches any run of it, and the two apostrophes are one. Scripts written without spaces (Han,
 * Kana, Thai …) have no word edge, so a term that begins or ends in one needs none there, unless a `*` stands before its end. Precomposed and
 * decomposed letters are one. A literal matches its characters and nothing else, anywhere.
 */
export function compileTerm(node: TermNode): Term {
  const { style } = node
  const label = labelOfTerm(node)
  if (style === 'literal') {
    const text = node.parts.join('*')
    const literals = literalsOf([text], null)
    return {
      label,
      pattern: new RegExp(escapePattern(text), 'g'),
      literals,
      needsMoreThanAscii: !isAscii(text),
      startsAtEdge: false,
      startsWithWord: false,
      joinsMarks: false,
    }
  }
  const composed = node.parts.map((part) => composedOf(part, style))
  const decomposed = composed.map((part) => part.normalize('NFD'))
  const forms = style !== 'word' && decomposed.some((part, index) => part !== composed[index]) ? [composed, decomposed] : [composed]
  const first = [...(composed[0] ?? '')][0] ?? ''
  const starBeforeEnd = composed.length > 2 || (composed.length === 2 && composed[1] !== '')
  const letters = lettersOf(style)
  // Such a term asks for the edge in its pattern: where it could begin inside a long word, it would be tried at every letter of it.
  const before = starBeforeEnd ? `(?<!${letters})` : ''
  const last = [...composed.join('*')].at(-1) ?? ''
  const after = isUnspaced(last) ? '' : `(?!${letters})`
  let groups = 0
  const pattern = forms.map((form) => patternOf(form, style, () => (groups += 1))).join('|')
  const startsAtEdge = !starBeforeEnd && composed[0] !== '' && !isUnspaced(first)
  return {
    label,
    pattern: new RegExp(`${before}(?:${pattern})${after}`, style === 'cased' ? 'gu' : 'giu'),
    literals: literalsOf(composed, style === 'cased' ? null : { startsAtEdge }),
    needsMoreThanAscii: !composed.every(isAscii),
    startsAtEdge,
    startsWithWord: isWordCharacter(first),
    joinsMarks: style !== 'spelt',
  }
}

const lettersOf = (style: TermStyle): string => (style === 'spelt' ? `[${wordCharacters}]` : `[${wordCharacters}${marks}]`)

function composedOf(part: string, style: TermStyle): string {
  const composed = part.normalize('NFC').replaceAll('’', "'")
  return style === 'cased' ? composed : composed.replaceAll('ſ', 's')
}

/**
 * Between two stars the nearest place is taken for good (a lookahead that captures, then the capture): what follows a star lies in the same
 * word whichever place is taken, and trying the others would cost the length of the word once for each star.
 */
function patternOf([head = '', ...rest]: readonly string[], style: TermStyle, nextGroup: () => number): string {
  const letters = lettersOf(style)
  return rest.reduce(
    (pattern, part, index) => {
      if (index === rest.length - 1) return `${pattern}${letters}*${written(part, style)}`
      return `${pattern}(?=(${letters}*?${written(part, style)}))\\${nextGroup()}`
    },
    written(head, style),
  )
}

const written = (text: string, style: TermStyle): string =>
  text
    .split(/(\s+|')/u)
    .map((part) => {
      if (/^\s+$/u.test(part)) return String.raw`\s+`
      if (part === "'") return "['’]"
      return style === 'word' ? withVariants(part) : escapePattern(part)
    })
    .join('')
