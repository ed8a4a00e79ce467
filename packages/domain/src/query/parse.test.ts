import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'
import { anyQuery } from './testing/queries.ts'

const spelt = (text: string): string => printQuery(parseQuery(text))

test.each([
  ['deno', 'deno'],
  ['deno fresh', 'deno AND fresh'],
  ['a OR b c', 'a OR b AND c'],
  ['(a OR b) c', '(a OR b) AND c'],
  ['a -b', 'a AND NOT b'],
  ['a NOT b', 'a AND NOT b'],
  ['a AND NOT (b OR c)', 'a AND NOT (b OR c)'],
  ['(a AND (b AND c))', 'a AND b AND c'],
  ['and or not near', 'and AND or AND not AND near'],
  ['"AND"', '"AND"'],
  ['"dark   mode"', '"dark mode"'],
  ['“dark mode”', '"dark mode"'],
  ['"deno"', 'deno'],
  ['a NEAR/5 b', 'a NEAR/5 b'],
  ['(a OR b) ONEAR/2 "c d" NEAR/3 e', '(a OR b) ONEAR/2 "c d" NEAR/3 e'],
  ['a ONEAR/2 (b NEAR/3 c)', 'a ONEAR/2 (b NEAR/3 c)'],
  ['NOT a NEAR/5 b', 'NOT a NEAR/5 b'],
  ['title:(a OR "b c")', 'title:a OR title:"b c"'],
  ['TITLE:x -author:bot*', 'title:x AND NOT author:bot*'],
  ['community:r/golang', 'community:r/golang'],
  ['url:https://example.com/a*', 'url:https://example.com/a*'],
  ['lang:en deno', 'lang:en AND deno'],
  ["C++ .NET AT&T don't node.js C#", "C++ AND .NET AND AT&T AND don't AND node.js AND C#"],
  ['std::vector http://x.y localhost:3000', 'std::vector AND http://x.y AND localhost:3000'],
  ['--help e-mail', '"--help" AND e-mail'],
  ['=Apple `char*` {cafe} ="Crème Brulée" a=b', '=Apple AND `char*` AND {cafe} AND ="Crème Brulée" AND a=b'],
  [String.raw`char\* "a\"b" "c:\dir"`, String.raw`"char\*" AND "a\"b" AND "c:\\dir"`],
  ['anti**vir*', 'anti*vir*'],
  ['東京 OR 微信', '東京 OR 微信'],
  ['"-x" "=y" "{z}" "title:w"', '"-x" AND "=y" AND "{z}" AND "title:w"'],
])('%s is read as %s', (text, expected) => {
  expect(spelt(text)).toBe(expected)
})

describe('what cannot be read is told with its place and what to write', () => {
  test.each([
    ['', 0, /at least one term/],
    ['  ', 0, /at least one term/],
    ['a OR', 4, /Add a term/],
    ['OR a', 0, /quote it/],
    ['a AND OR b', 6, /quote it/],
    ['a "b c', 2, /closing quotation mark/],
    ['a {b c', 2, /closing brace/],
    ['a `b c', 2, /closing backtick/],
    ['(a OR b', 0, /where the group ends/],
    ['a OR b)', 6, /Take it out/],
    ['a () b', 3, /between the parentheses/],
    ['a NEAR b', 2, /NEAR\/5/],
    ['a NEAR/0 b', 2, /NEAR\/5/],
    ['a ONEAR/101 b', 2, /ONEAR\/5/],
    ['a NEAR/5 -b', 9, /for itself/],
    ['(a b) NEAR/5 c', 6, /OR of OR|AND beside/],
    ['a NEAR/5 lang:en', 2, /AND beside/],
    ['title: a', 0, /directly after the colon/],
    ['title:(a body:b)', 9, /Close the group/],
    ['subreddit:golang', 0, /community:/],
    ['lang:english', 5, /lang:en/],
    ['author:=Bob', 7, /author:some_name/],
    ['a && b', 2, /Write AND/],
    ['a || b', 2, /Write OR/],
    ['a -', 2, /letter, digit or symbol/],
    ['*', 0, /letter, digit or symbol/],
    ['a*b*c*d*e*f*g*h*i*j*k*l', 0, /at most 10/],
    ['x'.repeat(501), 0, /at most 500/],
  ])('%s', (text, position, hint) => {
    const fault = faultOf(text)
    expect(fault).toMatchObject({ reason: 'invalid_query', details: { position } })
    expect(fault?.details['hint']).toMatch(hint)
  })
})

function faultOf(text: string): DomainError | null {
  try {
    parseQuery(text)
    return null
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

test('what is printed is read back as the same query', () => {
  fc.assert(
    fc.property(anyQuery, (node) => {
      expect(parseQuery(printQuery(node))).toEqual(node)
    }),
    { numRuns: 5_000 },
  )
})

const sign = fc.constantFrom(
  'a',
  'b ',
  ' ',
  '(',
  ')',
  '"',
  '-',
  '*',
  '=',
  '{',
  '}',
  '`',
  '\\',
  ' AND ',
  ' OR ',
  ' NOT ',
  ' NEAR/3 ',
  ' ONEAR/',
  'title:',
  'lang:',
  '“',
  'é',
  '東',
  '\ud800',
  '\0',
  '&&',
  '/',
)
test('any text is read, or refused as invalid_query with a place inside it; what was read is spelt one way', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(sign, { maxLength: 40 }).map((signs) => signs.join('')),
      ),
      (text) => {
        const fault = faultOf(text)
        if (fault === null) {
          expect(spelt(spelt(text))).toBe(spelt(text))
        } else {
          expect(fault.reason).toBe('invalid_query')
          expect(fault.details['position']).toBeGreaterThanOrEqual(0)
          expect(fault.details['position']).toBeLessThanOrEqual(text.length)
        }
      },
    ),
    { numRuns: 20_000 },
  )
})

describe('a hundred thousand characters take time in proportion', () => {
  const fill = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length)
  const timed = (text: string): number => {
    const startedAt = performance.now()
    faultOf(text)
    return performance.now() - startedAt
  }
  test.each([
    'a ',
    '(',
    ')',
    '((a) OR ',
    '"',
    '"a" ',
    '\\',
    '\\"',
    '-',
    '- ',
    '-a ',
    'NOT ',
    'a NEAR/3 ',
    'a OR ',
    'a*',
    '*',
    '=',
    '{',
    '{a} ',
    '`',
    'title:',
    'title:(a) ',
    ' ',
    'x:',
    'é ',
    '東 ',
    '👍',
    'AND ',
    '\t\n',
    'a\\',
    '“',
    'a OR b AND -c (d) ',
  ])('%j over and over', (text) => {
    expect(Math.min(timed(fill(text, 100_000)), timed(fill(text, 100_000)), timed(fill(text, 100_000)))).toBeLessThan(1_000)
    expect(faultOf(fill(text, 100_001))).toMatchObject({ details: { position: 100_000 } })
  })
  test('and ten thousand parentheses inside each other are refused in words', () => {
    expect(faultOf(`${'('.repeat(10_000)}a${')'.repeat(10_000)}`)).toMatchObject({ reason: 'invalid_query', message: expect.stringMatching(/100 levels/) })
    expect(faultOf('NOT '.repeat(10_000))).toMatchObject({ message: expect.stringMatching(/100 levels/) })
    expect(faultOf('a NEAR/1 '.repeat(10_000))).toMatchObject({ message: expect.stringMatching(/100 levels/) })
  })
})
