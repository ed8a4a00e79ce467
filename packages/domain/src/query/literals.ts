import { marks, plainOf } from './marks.ts'
import { folded } from './units.ts'
import { isAscii } from './word.ts'

/** Characters that stand in every match, each as one unit without case and accents. */
export interface Literal {
  readonly text: string
  /** Set where the literal and its edges are the whole of the term: what must not be a letter, digit or underscore. */
  readonly whole: { readonly before: boolean; readonly after: boolean } | null
}

/** Longer ones find nothing more, and cost states. */
const longest = 16

/** Null where a term has none. `edges`: whether a term that is its literal may be told by the literal alone. */
export function literalsOf(parts: readonly string[], edges: { readonly startsAtEdge: boolean } | null): Literal[] | null {
  const run = parts.flatMap(runsOf).reduce((best, each) => (each.length > best.length ? each : best), '')
  if (run === '') return null
  const filled = parts.filter((part) => part !== '')
  const isWhole = edges !== null && filled.length === 1 && filled[0] === run && run.length <= longest && isAscii(run)
  return [{ text: folded(run.slice(0, longest)), whole: isWhole ? { before: edges.startsAtEdge, after: parts.at(-1) !== '' } : null }]
}

/** Stretches of characters that stand in a text as they are, but for case and accents. */
function runsOf(part: string): string[] {
  const runs = ['']
  for (const character of part) {
    if (isSteady(character)) runs.push(`${runs.pop() ?? ''}${plainOf(character)}`)
    else runs.push('')
  }
  return runs
}

const onlyMarks = new RegExp(`^[${marks}]*$`, 'u')

/** White space and the apostrophe stand for several characters each, marks move, and letters of four bytes change their case in pairs. */
function isSteady(character: string): boolean {
  if (isAscii(character)) return character > ' ' && character !== "'" && character !== '\x7f'
  if (/[\s\p{M}’]|^\p{Cs}$/u.test(character)) return false
  const decomposed = character.normalize('NFD')
  if (character.length > 1) return decomposed === character && character.toLowerCase() === character.toUpperCase()
  return onlyMarks.test(decomposed.slice(1))
}
