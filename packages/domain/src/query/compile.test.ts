import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileQuery, mostServerQueries, tagsOfQuery } from './compile.ts'
import { dialects, grammars } from './dialects.ts'
import { anyOf } from './keywords.ts'
import { createMatcher } from './matcher.ts'
import { parseQuery } from './parse.ts'
import type { Searched } from './searched.ts'
import { anyQuery, nastyTerm, nastyText, queriesOf } from './testing/queries.ts'
import { serverFinds } from './testing/server-model.ts'

describe('is written as each source reads it', () => {
  test.each([
    ['terms', 'crash* "dark mod*" -x OR anti*virus OR crashed node.js', ['crash* dark mod*', 'anti*', 'crashed node.js']],
    ['terms', 'crash* OR crashed node', ['crash*']],
    ['reddit', 'deno OR "dark mode" -bot', ['deno OR "dark mode"']],
    [
      'reddit',
      '(title:deno OR bun) C++ author:Ann community:r/golang',
      ['("C++" AND author:Ann AND subreddit:golang AND title:deno) OR ("C++" AND author:Ann AND subreddit:golang AND bun)'],
    ],
    ['reddit', 'NOT deno', ['']],
    ['hacker-news', 'deno (kv OR deploy) -bot', ['deno kv', 'deno deploy']],
    ['hacker-news', '"and" title:.NET', ['"and" ".NET"']],
    ['hacker-news', 'crash* deno "dark mod*"', ['crash* deno dark mod*']],
    ['hacker-news', '*script', ['']],
    ['stack-exchange', 'crash* deno', ['deno']],
    ['stack-exchange', 'crash*', ['']],
    ['hacker-news', 'deno OR "deno deploy" OR bun', ['deno', 'bun']],
    ['stack-exchange', '"dark mode" C++ OR node.js', ['dark mode C++', 'node.js']],
    ['lemmy', '"don\'t panic" towel', ['don t panic']],
    ['lemmy', 'crash*', ['crash']],
    ['mastodon', 'deno "dark mode"', ['+deno +"dark mode"']],
    ['bluesky', 'battery NEAR/3 (drain OR dies)', ['battery drain', 'battery dies']],
    ['discourse', '`char* p;` lang:en', ['"p;"']],
    ['github', 'deno OR bun kv', ['(deno) OR (bun kv)']],
    ['github-discussions', 'deno OR bun kv', ['deno', 'bun kv']],
    ['youtube', 'deno OR bun OR "dark mode"', ['deno|bun', '"dark mode"']],
  ] as const)('%s: %s', (dialect, query, expected) => {
    const compiled = compileQuery(parseQuery(query), dialect)
    expect([...compiled].toSorted()).toEqual([...expected].toSorted())
  })

  test('alternatives that share a word become that word where they would be too many requests, and everything where they share none', () => {
    const keywords = Array.from({ length: 12 }, (_, n) => `deno part${n}`)
    expect(compileQuery(anyOf(keywords), 'hacker-news')).toEqual(['deno'])
    expect(compileQuery(anyOf(keywords.map((keyword) => keyword.replace('deno ', ''))), 'hacker-news')).toEqual([''])
    expect(compileQuery(anyOf(keywords.map((keyword) => keyword.replace('deno ', ''))), 'hacker-news', 12)).toHaveLength(12)
    expect(compileQuery(anyOf(keywords.map((keyword) => keyword.replace('deno ', ''))), 'youtube')).toHaveLength(2)
    expect(compileQuery(anyOf([]), 'reddit')).toEqual([])
  })

  test('tags are words and phrases without spaces', () => {
    expect(tagsOfQuery(parseQuery('Deno OR "Dark Mode" OR crash* OR (a bcd)'))).toEqual(['deno', 'darkmode', 'bcd'])
  })
})

/** To keywords an accent of its own is the end of a word; servers compose it. */
const composed = (text: string): string => text.normalize('NFC').replaceAll(/\p{M}/gu, '')
const value = fc.record({
  kind: fc.constant('value' as const),
  field: fc.constantFrom('author', 'community', 'source'),
  parts: fc.constantFrom(['ann'], ['go'], ['a', '']),
})
const post: fc.Arbitrary<Searched> = fc.record({
  title: nastyText.map(composed),
  body: nastyText.map(composed),
  author: fc.constantFrom(null, 'Ann'),
  community: fc.constantFrom('r/go', 'rust'),
  sources: fc.constant(['reddit']),
})
const terms = nastyTerm.filter((node) => node.kind === 'term' && !/\p{M}/u.test(node.parts.join('')))

test.each(dialects)('what a query accepts is found by one of the texts for %s, which the server can read', (dialect) => {
  fc.assert(
    fc.property(queriesOf({ terms, values: value }), fc.array(post, { minLength: 5, maxLength: 5 }), (query, posts) => {
      const compiled = compileQuery(query, dialect)
      const matcher = createMatcher([query])
      for (const each of posts) {
        const found = compiled.map((text) => serverFinds(dialect, text, each)).includes(true)
        if (matcher.read(each).holding.length > 0) expect(found, JSON.stringify(compiled)).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('never more than eight texts, none longer than the source takes', () => {
  fc.assert(
    fc.property(anyQuery, fc.constantFrom(...dialects), (query, dialect) => {
      const texts = compileQuery(query, dialect)
      expect(texts.length).toBeLessThanOrEqual(mostServerQueries)
      for (const text of texts) expect(text.length).toBeLessThanOrEqual(grammars[dialect].longest)
    }),
    { numRuns: 3_000 },
  )
})

test('a hundred thousand characters are compiled in a second', () => {
  for (const unit of ['a OR ', 'a ', '(a OR b OR c) ', 'a NEAR/9 b OR ', '-a ', 'a* OR ']) {
    const query = parseQuery(`${unit.repeat(99_000 / unit.length)}z`)
    const startedAt = performance.now()
    for (const dialect of dialects) compileQuery(query, dialect)
    expect(performance.now() - startedAt, unit).toBeLessThan(2_000)
  }
  const wide = parseQuery(Array.from({ length: 5_000 }, (_, n) => `w${n} x${n}`).join(' OR '))
  const startedAt = performance.now()
  for (const dialect of dialects) expect(compileQuery(wide, dialect)).toEqual([''])
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
