import type { Span } from '../post.ts'
import type { Term } from './term.ts'
import { isMark } from './marks.ts'
import { isWordBefore } from './units.ts'
import { word } from './word.ts'

const wordRun = new RegExp(`${word}*`, 'uy')

/** Where a term stands in a text, from left to right; the places do not overlap. At most `most`, and in time linear in the text. */
export function spansOf(term: Term, text: string, most: number): Omit<Span, 'field'>[] {
  const found: Omit<Span, 'field'>[] = []
  term.pattern.lastIndex = 0
  for (let match = term.pattern.exec(text); match !== null && found.length < most; match = term.pattern.exec(text)) {
    const start = match.index
    const end = start + match[0].length
    if (end === start) {
      term.pattern.lastIndex = nextCharacter(text, start)
    } else if (term.startsAtEdge && (isWordBefore(text, start) || (term.joinsMarks && isMark(text.charCodeAt(start - 1))))) {
      term.pattern.lastIndex = term.startsWithWord ? endOfWord(text, start) : nextCharacter(text, start)
    } else {
      found.push({ start, end })
    }
  }
  return found
}

/** A search that began inside a surrogate pair would step back to where it was, for ever. */
const nextCharacter = (text: string, at: number): number => at + ((text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1)

/** Inside a word no other match of the term can begin, so the rest of it is passed over in one step: long runs stay linear. */
function endOfWord(text: string, at: number): number {
  wordRun.lastIndex = at
  const run = wordRun.exec(text)?.[0].length ?? 0
  return run > 0 ? at + run : nextCharacter(text, at)
}
