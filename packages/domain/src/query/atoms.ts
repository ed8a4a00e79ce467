import type { TermNode, TextField, ValueNode } from './ast.ts'
import { isMark } from './marks.ts'
import { communityKey } from './searched.ts'
import { folded } from './units.ts'
import { isUnspaced, isWordCharacter } from './word.ts'

/** What can be asked of a server: words one after another, or a name. */
export type Atom =
  | {
      readonly kind: 'words'
      readonly field: TextField
      /** As written, with the signs between and beside the words; no quotation marks. */
      readonly text: string
      /** Without case and accents; at least one. */
      readonly words: readonly string[]
      /** The last word may go on. */
      readonly isPrefix: boolean
    }
  | { readonly kind: 'name'; readonly field: 'author' | 'community'; readonly text: string }

/**
 * What stands in every text where the term does, for a server that knows whole words alone: words that a `*` may go on from, and the ends of a literal
 * that may lie inside a word, are none. Empty where nothing is left to ask for. `prefixes`: the server knows beginnings of words, too.
 */
export function atomsOfTerm({ field, style, parts }: TermNode, prefixes = false): Atom[] {
  if (field === 'url') return []
  const isLiteral = style === 'literal'
  return parts.flatMap((part, index) => {
    const text = part.normalize('NFC').replaceAll(/["“”„\\\p{Cc}\s]+/gu, ' ')
    const runs = wordRuns(text)
    const [first] = runs
    if ((isLiteral || index > 0) && first?.start === 0 && !first.isAlone) runs.shift()
    const last = runs.at(-1)
    const isCut = (isLiteral || index < parts.length - 1) && last?.end === text.length && !last.isAlone
    const isPrefix = isCut && prefixes && !isLiteral
    if (isCut && !isPrefix) runs.pop()
    const [begin, end] = [runs[0]?.start ?? 0, runs.at(-1)?.end ?? 0]
    if (runs.length === 0) return []
    const from = begin === (first?.start ?? 0) ? 0 : begin
    const to = end === (last?.end ?? 0) ? text.length : end
    return [{ kind: 'words', field, text: text.slice(from, to).trim(), words: runs.map((run) => foldedWord(text.slice(run.start, run.end))), isPrefix }]
  })
}

/** A whole name without wildcards; servers know authors and communities, at most. */
export function atomsOfValue({ field, parts }: ValueNode): Atom[] {
  const [name = ''] = parts
  if ((field !== 'author' && field !== 'community') || parts.length > 1 || name === '') return []
  return [{ kind: 'name', field, text: field === 'community' ? communityKey(name) : name }]
}

interface Run {
  readonly start: number
  readonly end: number
  /** A character of a script without spaces: a word by itself wherever it stands. */
  readonly isAlone: boolean
}

function wordRuns(text: string): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const last = runs.at(-1)
    const goesOn = last !== undefined && last.end === at && !last.isAlone
    if (isUnspaced(character)) runs.push({ start: at, end, isAlone: true })
    else if (isWordCharacter(character)) {
      if (goesOn) runs[runs.length - 1] = { ...last, end }
      else runs.push({ start: at, end, isAlone: false })
    } else if (last?.end === at && isMark(character.charCodeAt(0))) runs[runs.length - 1] = { ...last, end }
    at = end
  }
  return runs
}

const foldedWord = (word: string): string =>
  folded([...word.normalize('NFD')].filter((character) => !isMark(character.charCodeAt(0))).join('')).replaceAll(/[\u{10000}-\u{10ffff}]/gu, (character) =>
    character.toLowerCase(),
  )
