import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxCharacters, proseOf } from './mask.ts'
import { sentencesOf } from './sentences.ts'

test('masking moves nothing: what is not blanked stands where it stood', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('word', ' ', '\n', '`', '```', '> ', '    ', '# ', '- ', '](a)', 'https://a.b', '&amp;', '*', '🙂', '\ud800')),
      (parts) => {
        const text = parts.join('')
        const prose = proseOf(text)
        expect(prose).toHaveLength(text.length)
        for (let at = 0; at < text.length; at += 1) expect([' ', text[at]]).toContain(prose[at])
      },
    ),
  )
})

test.each([
  ['# Title', 'Title'],
  ['- item one', 'item one'],
  ['**bold** and ~~gone~~', 'bold and gone'],
  ['see [the docs](https://example.org "Docs") now', 'see [the docs now'],
  ['ask r/golang or u/somebody', 'ask or'],
  ['mail me@example.org please', 'mail please'],
  ['fish &amp; chips &#x200B; here', 'fish chips here'],
  ['and/or stays', 'and/or stays'],
  ['a > b stays', 'a > b stays'],
])('%s keeps %s', (text, prose) => {
  expect(proseOf(text).replace(/\s+/g, ' ').trim()).toBe(prose)
})

test('a text is cut at the cap, between words', () => {
  const prose = proseOf('crashes '.repeat(2_000))
  expect(prose.length).toBeLessThanOrEqual(maxCharacters)
  expect(prose.endsWith('crashes')).toBe(true)
})

test.each([
  ['One. Two! Three? Four… Five', ['One.', 'Two!', 'Three?', 'Four…', 'Five']],
  ['Version 1.2.3 of node.js works, e.g. here.', ['Version 1.2.3 of node.js works, e.g. here.']],
  ['First line\nSecond line', ['First line', 'Second line']],
  [
    'A line that was wrapped by hand after more than sixty characters of\ntext goes on.',
    ['A line that was wrapped by hand after more than sixty characters of\ntext goes on.'],
  ],
  ['   ', []],
])('the sentences of %j', (text, sentences) => {
  expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(sentences)
})
