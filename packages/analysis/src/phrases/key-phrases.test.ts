import { expect, test } from 'vitest'
import { keyPhrasesIn } from './key-phrases.ts'

const phrases = (text: string, most = 10) => keyPhrasesIn(text, most).map(({ phrase }) => phrase)

test('what a text is about are its noun phrases, whole and once each, hyphens kept', () => {
  const text = 'The real-time sync engine is fast. Our sync engine runs on a small server. The sync engine needs a message queue.'
  const found = phrases(text)
  expect(found[0]).toBe('real-time sync engine')
  expect(found).toEqual(expect.arrayContaining(['sync engine', 'message queue']))
  expect(new Set(found).size).toBe(found.length)
  expect(phrases(text, 2)).toHaveLength(2)
})

test('forms of one phrase are one', () => {
  expect(phrases('The build server is slow. Two build servers are slow.').filter((phrase) => phrase.startsWith('build'))).toEqual(['build server'])
})

test('what is done to a thing belongs to its name, what somebody does to it does not', () => {
  expect(phrases('A survey of distributed databases on a spinning disk.')).toEqual(expect.arrayContaining(['distributed databases', 'spinning disk']))
  expect(phrases('We moved databases to another server.')).not.toContain('moved databases')
})

test.each(['', '   ', '!!!', 'https://example.org/some-page', '```\nconst code = 1\n```'])('%j is about nothing', (text) => {
  expect(phrases(text)).toEqual([])
})

test('a megabyte is read no further than a long post', () => {
  keyPhrasesIn('The first call loads the tagger.', 1)
  const before = performance.now()
  keyPhrasesIn('word '.repeat(200_000), 10)
  expect(performance.now() - before).toBeLessThan(1_000)
})
