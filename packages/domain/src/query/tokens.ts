import type { TermStyle, TextField, ValueField } from './ast.ts'
import { invalidQuery } from './invalid-query.ts'

export type Token = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'open' | 'close' | 'minus' | 'end' }
  | { readonly kind: 'AND' | 'OR' | 'NOT' }
  | { readonly kind: 'near'; readonly ordered: boolean; readonly words: number }
  | { readonly kind: 'field'; readonly field: TextField | ValueField }
  | { readonly kind: 'term'; readonly style: TermStyle; readonly parts: readonly string[] }
)

export const fieldNames = ['title', 'body', 'url', 'author', 'community', 'source', 'lang'] as const
/** What other systems call them. */
const otherNames: Readonly<Record<string, string>> = {
  selftext: 'body',
  text: 'body',
  subreddit: 'community',
  channel: 'community',
  platform: 'source',
  site: 'url',
  link: 'url',
  domain: 'url',
  user: 'author',
  from: 'author',
  language: 'lang',
}
const otherOperators: Readonly<Record<string, string>> = { '&&': 'AND', '||': 'OR', '|': 'OR', '&': 'AND' }

const mostWords = 100
const longestTerm = 500
const mostStars = 10

const space = /\s*/uy
const bareRun = /(?:\\\S|[^\s"“”„()\\]|\\)+/uy
const fieldPrefix = /([a-z]+):/iuy
const near = /^(O?)NEAR(?:\/(\d*))?$/

const bodies = {
  '"': { body: /(?:\\.|[^"“”„\\])*/suy, close: /["“”„]/uy, style: 'word', closing: 'quotation mark' },
  '{': { body: /(?:\\.|[^}\\])*/suy, close: /\}/uy, style: 'spelt', closing: 'brace' },
  '`': { body: /(?:\\.|[^`\\])*/suy, close: /`/uy, style: 'literal', closing: 'backtick' },
} as const

/** Reads the token that begins at or after `at`. `afterField`: a value is due, so that nothing is an operator. */
export function tokenAt(text: string, from: number, afterField = false): Token {
  const at = from + matchAt(space, text, from).length
  if (at >= text.length) return { kind: 'end', at: text.length, end: text.length }
  const first = text.charAt(at)
  if (first === '(') return { kind: 'open', at, end: at + 1 }
  if (first === ')') return { kind: 'close', at, end: at + 1 }
  const opening = openingOf(first)
  if (opening !== null) return enclosed(text, at, opening)
  if (first === '=') return inThisCase(text, at)
  if (!afterField) {
    if (first === '-' && /^-[^\s-]/u.test(text.slice(at, at + 3))) return { kind: 'minus', at, end: at + 1 }
    const field = fieldAt(text, at)
    if (field !== null) return field
  }
  const word = matchAt(bareRun, text, at)
  return (afterField ? null : operatorOf(word, at)) ?? termOf(word, { at, end: at + word.length, style: 'word' })
}

const openingOf = (first: string): keyof typeof bodies | null =>
  first === '{' || first === '`' ? first : first === '"' || first === '“' || first === '”' || first === '„' ? '"' : null

function enclosed(text: string, at: number, opening: keyof typeof bodies): Token {
  const { body, close, style, closing } = bodies[opening]
  const inside = matchAt(body, text, at + 1)
  const end = at + 1 + inside.length
  if (matchAt(close, text, end) === '')
    throw invalidQuery({
      at,
      what: `the ${closing} that opens here is not closed`,
      hint: `Add a closing ${closing}, or write \\${opening} for the sign itself`,
    })
  return termOf(inside, { at, end: end + 1, style })
}

function inThisCase(text: string, at: number): Token {
  const next = openingOf(text.charAt(at + 1))
  if (next === '"') {
    const { end } = enclosed(text, at + 1, next)
    return termOf(text.slice(at + 2, end - 1), { at, end, style: 'cased' })
  }
  const word = next === null ? matchAt(bareRun, text, at + 1) : ''
  return termOf(word, { at, end: at + 1 + word.length, style: 'cased' })
}

function fieldAt(text: string, at: number): Token | null {
  fieldPrefix.lastIndex = at
  const name = fieldPrefix.exec(text)?.[1]
  if (name === undefined) return null
  const end = at + name.length + 1
  const field = fieldNames.find((each) => each === name.toLowerCase())
  if (field !== undefined) return { kind: 'field', field, at, end }
  const meant = otherNames[name.toLowerCase()]
  if (meant === undefined || !Object.hasOwn(otherNames, name.toLowerCase())) return null
  throw invalidQuery({ at, what: `there is no field ${name}:`, hint: `Write ${meant}: for it, or quote the word: "${name}:…"` })
}

function operatorOf(word: string, at: number): Token | null {
  const end = at + word.length
  if (word === 'AND' || word === 'OR' || word === 'NOT') return { kind: word, at, end }
  const meant = otherOperators[word]
  if (meant !== undefined && Object.hasOwn(otherOperators, word))
    throw invalidQuery({ at, what: `${word} is no operator here`, hint: `Write ${meant}, or quote it to look for the sign: "${word}"` })
  const [matched, ordered, digits] = near.exec(word) ?? []
  if (matched === undefined) return null
  const words = Number(digits)
  if (!(words >= 1 && words <= mostWords))
    throw invalidQuery({ at, what: `${word} does not say how near`, hint: `Write ${ordered}NEAR/5: at most five words apart, from 1 to ${mostWords}` })
  return { kind: 'near', ordered: ordered === 'O', words, at, end }
}

const escaped = new Set('"“”„*\\(){}`=-')

/** Splits at the stars that stand for the rest of a word; white space is one space, but in a literal nothing is anything else than itself. */
function termOf(written: string, { at, end, style }: { at: number; end: number; style: TermStyle }): Token {
  if (written.length > longestTerm)
    throw invalidQuery({ at, what: `a term of ${written.length} characters`, hint: `A term has at most ${longestTerm}: look for a part of it` })
  const parts = style === 'literal' ? [unescaped(written)] : split(written)
  if (!parts.some((part) => /[\p{L}\p{N}\p{S}]/u.test(part)) && !(style === 'literal' && /\S/u.test(written)))
    throw invalidQuery({ at, what: 'there is nothing to look for here', hint: 'A term has at least one letter, digit or symbol' })
  if (parts.length > mostStars + 1) throw invalidQuery({ at, what: `a term with ${parts.length - 1} wildcards`, hint: `A term has at most ${mostStars}` })
  return { kind: 'term', style, parts, at, end }
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gsu, (both, sign: string) => (escaped.has(sign) ? sign : both))

function split(written: string): string[] {
  const parts = ['']
  for (const [piece] of written.matchAll(/\\\S|\*+|\s+|[^\\*\s]+|\\/gsu)) {
    if (piece.startsWith('*')) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${/^\s/u.test(piece) ? ' ' : unescaped(piece)}`)
  }
  return parts.map((part, index) => {
    const begun = index === 0 ? part.trimStart() : part
    return index === parts.length - 1 ? begun.trimEnd() : begun
  })
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
