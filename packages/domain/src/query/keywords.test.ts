import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeywordMatcher } from './keywords.ts'

const found = (keywords: string[], title: string, body = '', exclusions: string[] = []) => {
  const decision = createKeywordMatcher({ keywords, exclusions }).decide({ title, body })
  if (!decision.kept) return decision.reason
  return decision.matches.map(({ field, start, end }) => (field === 'title' ? title : body).slice(start, end))
}

describe('a keyword', () => {
  test.each([
    ['deno', 'Deno 1.0 is out', ['Deno']],
    ['deno', 'DENO, deno; (deno)', ['DENO', 'deno', 'deno']],
    ['deno', 'Denoland and sudeno, deno_std', 'no_match'],
    ['covid*', 'Covid-19 and covidiots', ['Covid', 'covidiots']],
    ['*ops', 'DevOps, ops', ['DevOps', 'ops']],
    ['generic', 'generics', 'no_match'],
    ['C++', 'C++ or C++11, in c++.', ['C++', 'c++']],
    ['.NET', 'I use .NET, not ASP.NET', ['.NET']],
    ['node.js', 'Node.js but not nodeXjs', ['Node.js']],
    ["don't", "I don’t and DON'T", ['don’t', "DON'T"]],
    ['dark mode', 'dark\n  Mode', ['dark\n  Mode']],
    ['café', 'CAFÉ and cafe\u0301', ['CAFÉ', 'cafe\u0301']],
    ['straße', 'STRASSE', 'no_match'],
    ['σίσυφος', 'ΣΊΣΥΦΟΣ', ['ΣΊΣΥΦΟΣ']],
    ['東京', '私は東京に住む', ['東京']],
    ['日本', '日本語', ['日本']],
    ['👍', 'ok👍ok', 'no_match'],
    ['👍', 'ok👍 yes 👍 👍', ['👍', '👍']],
    ['𝒜b', 'x𝒜b 𝒜b', ['𝒜b']],
  ])('%s in %j gives %j', (keyword, text, expected) => {
    expect(found([keyword], text)).toEqual(expected)
  })

  test('is found in the body too, and every term reports its own spans', () => {
    expect(found(['generic', 'generics'], 'Generics', 'a generic thing')).toEqual(['Generics', 'generic'])
  })
})

test('one exclusion that matches keeps the post out, and only a whole one', () => {
  expect(found(['loom'], 'Loom records', 'a rainbow loom', ['rainbow'])).toBe('excluded')
  expect(found(['loom'], 'Loom records', 'rainbows', ['rainbow'])).toEqual(['Loom'])
  expect(found(['loom'], 'nothing', 'rainbow', ['rainbow'])).toBe('no_match')
})

test('spans index the original text even where changing its case would change its length', () => {
  expect(found(['deno'], 'İİİ Deno ﬀ ẞ Deno')).toEqual(['Deno', 'Deno'])
})

const letters = fc.constantFrom('a', 'A', 'b', '_', '1', ' ', '.', 'é', '-', '👍')
const naive = (term: string, text: string): number => {
  const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char)
  let count = 0
  for (let at = 0; at + term.length <= text.length; at += 1) {
    const end = at + term.length
    if (text.slice(at, end).toLowerCase() === term.toLowerCase() && !isWord(text[at - 1]) && !isWord(text[end])) {
      count += 1
      at = end - 1
    }
  }
  return count
}
test('agrees with trying every position', () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), fc.array(letters, { maxLength: 40 }), (termLetters, textLetters) => {
      const term = termLetters.join('').trim().replaceAll(/\s/g, '')
      fc.pre(term !== '')
      const result = found([term], textLetters.join(''))
      expect(Array.isArray(result) ? result.length : 0).toBe(naive(term, textLetters.join('')))
    }),
    { numRuns: 2_000 },
  )
})

test('any text and any keyword are answered, and a span is never empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), fc.string({ unit: 'binary' }), (keyword, text) => {
      const result = found([keyword], text)
      if (Array.isArray(result)) for (const span of result) expect(span.length).toBeGreaterThan(0)
    }),
  )
})

test('a million letters without a space take time in proportion', () => {
  const text = 'a'.repeat(1_000_000)
  const startedAt = performance.now()
  for (const keyword of ['a', 'a*', '*a', 'aaaa', 'a b']) found([keyword], text, text)
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
