import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRuleMatcher, ruleOf } from './keywords.ts'

const found = (keywords: string[], title: string, body = '', exclusions: string[] = []) => {
  const decision = createRuleMatcher(ruleOf({ keywords, exclusions }))({ title, body })
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
    ['don’t', "I don't", ["don't"]],
    ['a*z', 'abcz az a-z', ['abcz', 'az']],
    ['anti*vir*', 'antivirus, anti virus, AntiXvirY', ['antivirus', 'AntiXvirY']],
    ['*script', 'JavaScript and scripts', ['JavaScript']],
    ['misſ', 'a MISS', ['MISS']],
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

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char)
const same = (a: string | undefined, b: string) => a !== undefined && a.toLowerCase() === b.toLowerCase()
/** Every end of a match of `term` that begins at `at`, in characters: the rule written down as it is spoken, and nothing else. */
function endsAt(term: readonly string[], text: readonly string[], at: number): number[] {
  const [next, ...rest] = term
  if (next === undefined) return isWord(text[at]) ? [] : [at]
  if (next === '*') return [...endsAt(rest, text, at), ...(isWord(text[at]) ? endsAt(term, text, at + 1) : [])]
  // A run of white space is one, however long: no empty word stands inside it.
  if (next === ' ') {
    let end = at
    while (/\s/.test(text[end] ?? '')) end += 1
    return end > at ? endsAt(rest, text, end) : []
  }
  return same(text[at], next) ? endsAt(rest, text, at + 1) : []
}
function naive(term: string, given: string): string[] {
  const text = [...given]
  const found: string[] = []
  for (let at = 0; at < text.length; at += 1) {
    const end = isWord(text[at - 1]) ? 0 : Math.max(0, ...endsAt([...term], text, at))
    if (end <= at) continue
    found.push(text.slice(at, end).join(''))
    at = end - 1
  }
  return found
}
const termLetter = fc.constantFrom('a', 'B', '_', '1', ' ', '.', 'é', '-', '👍', '*', '*')
const textLetter = fc.constantFrom('a', 'a', 'A', 'b', '_', '1', ' ', ' ', '.', 'é', 'É', '-', '👍', 'ſ', 'İ', '\n')
test('agrees with trying every place for every way a term could stand there', () => {
  fc.assert(
    fc.property(fc.array(termLetter, { minLength: 1, maxLength: 6 }), fc.array(textLetter, { maxLength: 30 }), (termLetters, textLetters) => {
      const term = termLetters.join('').trim().replaceAll(/\s+/g, ' ')
      fc.pre(/[aB1é]/.test(term))
      const result = found([term], textLetters.join(''))
      expect(Array.isArray(result) ? result : []).toEqual(naive(term, textLetters.join('')))
    }),
    { numRuns: 10_000 },
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

test('a million letters without a space take time in proportion, whatever the keyword', () => {
  const startedAt = performance.now()
  for (const letter of ['a', 'b', '東']) {
    const text = `${letter.repeat(1_000_000)} ab 東b`
    for (const keyword of ['a', 'a*', '*a', 'aaaa', 'a b', 'a*b', 'a*a*a*b', '*a*a*c', '東*b', '東*東*c', '東']) found([keyword], text, text)
  }
  expect(performance.now() - startedAt).toBeLessThan(15_000)
})
