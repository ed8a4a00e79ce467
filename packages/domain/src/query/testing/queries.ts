import fc from 'fast-check'
import { joined, type QueryNode, type TermStyle, type TextField } from '../ast.ts'

const piece = fc.oneof(
  fc.constantFrom(
    'a',
    'Deno',
    'C++',
    '.NET',
    'AT&T',
    "don't",
    'node.js',
    '東京',
    'é',
    'AND',
    'OR',
    'NEAR/3',
    'title:x',
    '-x',
    '=y',
    '{',
    '`',
    '(',
    '"',
    '\\',
    '“',
    'x:y',
    '||',
    '👍',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
)
const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const hasSomething = (parts: readonly string[]): boolean => parts.some((part) => /[\p{L}\p{N}\p{S}]/u.test(part))
const parts = fc
  .array(
    fc.array(piece, { maxLength: 3 }).map((pieces) => tidy(pieces.join(' '))),
    { minLength: 1, maxLength: 3 },
  )
  .map(([first = '', ...rest]) => [first, ...rest.filter((part) => part !== '').slice(0, 2), ...(rest.includes('') ? [''] : [])])
  .map((all) => (all.length === 1 && all[0] === '' ? ['x'] : all))
  .filter(hasSomething)
const term: fc.Arbitrary<QueryNode> = fc.record({
  kind: fc.constant('term' as const),
  field: fc.constantFrom<TextField>('text', 'text', 'text', 'title', 'body', 'url'),
  style: fc.constantFrom<TermStyle>('word', 'word', 'word', 'cased', 'spelt'),
  parts,
})
const literal: fc.Arbitrary<QueryNode> = fc.record({
  kind: fc.constant('term' as const),
  field: fc.constantFrom<TextField>('text', 'title'),
  style: fc.constant<TermStyle>('literal'),
  parts: piece.filter((text) => /\S/u.test(text)).map((text) => [text]),
})
const value: fc.Arbitrary<QueryNode> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), field: fc.constantFrom('author', 'community', 'source'), parts }),
  fc.constantFrom('en', 'de').map((code) => ({ kind: 'value' as const, field: 'lang' as const, parts: [code] })),
)
interface Leaves {
  readonly terms: fc.Arbitrary<QueryNode>
  readonly values: fc.Arbitrary<QueryNode>
}

/** Queries of all shapes over the given leaves. */
export const queriesOf = ({ terms, values }: Leaves): fc.Arbitrary<QueryNode> =>
  fc.letrec<{ query: QueryNode; near: QueryNode; place: QueryNode }>((tie) => ({
    place: fc.oneof(
      { maxDepth: 3 },
      terms.filter((node) => node.kind === 'term' && node.field !== 'url'),
      fc.array(tie('place'), { minLength: 2, maxLength: 3 }).map((of) => joined('or', of)),
      tie('near'),
    ),
    near: fc.record({
      kind: fc.constant('near' as const),
      ordered: fc.boolean(),
      words: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 100 })),
      left: tie('place'),
      right: tie('place'),
    }),
    query: fc.oneof(
      { maxDepth: 4 },
      terms,
      values,
      tie('near'),
      tie('query').map((of) => ({ kind: 'not' as const, of })),
      fc.tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('query'), { minLength: 2, maxLength: 4 })).map(([kind, of]) => joined(kind, of)),
    ),
  })).query

/** Whatever can be written. */
export const anyQuery = queriesOf({ terms: fc.oneof({ weight: 4, arbitrary: term }, literal), values: value })

const letters = String.raw`a a A b B _ 1 . + - ' ’ é É e ê ế 👍 𝒜 𐐀 𐐨 ſ s S k İ i ı I σ ς Σ ι ᾳ α µ μ ß ẞ й Й и か が 東 京 ข 한 ﬅ ﬆ ǅ ǆ Å å ש \ " (`.split(' ')
const letter = fc.constantFrom(...letters, ' ', ' ', '\n', '\u00a0', 'e\u0301', '\u0301', '\u0345', '\u3099', '\u05b8', '\u212a', '\ud83d', '\udc4d')
const wholeWord = fc.constantFrom(
  'deno',
  'Deno',
  'déno',
  'denoland',
  'C++',
  '.NET',
  "don't",
  'don’t',
  'node.js',
  'go',
  'going',
  '東京',
  'café',
  'cafe',
  'AT&T',
  'a',
  'covid19',
  'covid',
)
/** Texts in which such terms occur often, and nearly occur more often. */
export const nastyText = fc.array(fc.oneof(letter, wholeWord, fc.constant(' ')), { maxLength: 30 }).map((all) => all.join(''))
const nastyPart = fc
  .oneof(
    fc.array(letter, { minLength: 1, maxLength: 3 }).map((all) => all.join('').trim()),
    wholeWord,
  )
  .filter((part) => hasSomething([part]))
export const nastyTerm: fc.Arbitrary<QueryNode> = fc.record({
  kind: fc.constant('term' as const),
  field: fc.constantFrom<TextField>('text', 'text', 'title', 'body', 'url'),
  style: fc.constantFrom<TermStyle>('word', 'word', 'spelt', 'cased', 'literal'),
  parts: fc.oneof(
    { weight: 3, arbitrary: nastyPart.map((part) => [part]) },
    nastyPart.map((part) => [part, '']),
    nastyPart.map((part) => ['', part]),
    fc.tuple(nastyPart, nastyPart).map((both) => both),
  ),
})
