import { expect, test } from 'vitest'
import { safeUrl } from './safe-url.ts'
import { segmentsOf } from './segments.ts'

type Marked = Parameters<typeof segmentsOf>[0]
const pain = (start: number, end: number): Marked['painPoints'][number] => ({ id: 'p' as never, keyword: 'drop', field: 'body', start, end })
const match = (start: number, end: number): Marked['matches'][number] => ({ term: 'lumen', field: 'body', start, end })
const post = (body: string, over: Partial<Marked> = {}): Marked => ({ title: '', body, matches: [], painPoints: [], ...over })

test('the pieces joined are the text, whatever the marks', () => {
  const body = 'my lumen 💡 drops often'
  for (const marks of [
    {},
    { matches: [match(3, 8)] },
    { matches: [match(3, 8), match(3, 8)], painPoints: [pain(0, body.length)] },
    { painPoints: [pain(5, 14), pain(9, 20)] },
  ])
    expect(
      segmentsOf(post(body, marks), 'body')
        .map(({ text }) => text)
        .join(''),
    ).toBe(body)
})

test('marks that overlap lie over each other, and a pain point is named once, at its end', () => {
  const pieces = segmentsOf(post('abcdef', { matches: [match(1, 4)], painPoints: [pain(2, 6)] }), 'body')
  expect(pieces.map(({ text, matched, pain: keyword, painEnds }) => [text, matched, keyword, painEnds])).toEqual([
    ['a', false, null, false],
    ['b', true, null, false],
    ['cd', true, 'drop', false],
    ['ef', false, 'drop', true],
  ])
})

test('spans outside the text, empty or of the other field are left alone', () => {
  const pieces = segmentsOf(post('abc', { matches: [match(2, 9), match(1, 1), { ...match(0, 2), field: 'title' }] }), 'body')
  expect(pieces).toEqual([{ text: 'abc', matched: false, pain: null, painEnds: false }])
})

test('only web addresses become links', () => {
  expect(['https://x.example', 'HTTP://x.example', 'javascript:alert(1)', 'data:text/html,x', '//x.example'].map((url) => safeUrl(url) !== null)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
