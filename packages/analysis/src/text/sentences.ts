/** Half open, in UTF-16 units of the text it was found in. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

const longest = 400
const abbreviation = /(?:^|[\s(])(?:[a-z]|e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|approx|ver)$/i
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160

/**
 * The sentences of a text, blank ends left out: they end at `.`, `!`, `?` or `…` before a space, at an empty line, at a line that
 * begins a list item, and in any case at the next space after 400 characters. A single line break is a space (hard-wrapped text)
 * unless the line before it is short.
 */
export function sentencesOf(text: string): Stretch[] {
  const found: Stretch[] = []
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const ends = code === 10 ? endsLine(text, start, at) : isTerminator(code) ? endsSentence(text, start, at) : at - start >= longest && isSpace(code)
    if (!ends) continue
    found.push(trimmed(text, start, at + 1))
    start = at + 1
  }
  found.push(trimmed(text, start, text.length))
  return found.filter(({ start: from, end }) => end > from)
}

const isTerminator = (code: number): boolean => code === 46 || code === 33 || code === 63 || code === 0x2026

function endsSentence(text: string, start: number, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  if (!(Number.isNaN(next) || isSpace(next) || next === 34 || next === 41)) return false
  return text.charCodeAt(at) !== 46 || !abbreviation.test(text.slice(Math.max(start, at - 8), at))
}

const wrapWidth = 60

function endsLine(text: string, start: number, at: number): boolean {
  const lineStart = Math.max(start, text.lastIndexOf('\n', at - 1) + 1)
  if (at - lineStart < wrapWidth) return true
  const next = text.slice(at + 1, at + 6)
  return next.trim() === '' || next.includes('\n') || /^\s*[-*+\u2022]/.test(next)
}

function trimmed(text: string, from: number, to: number): Stretch {
  let start = from
  let end = to
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return { start, end }
}
