import { expect, test } from 'vitest'
import { audience, bytes, count, counted, difference, growth, oneDecimal, sentenceCase, sentiment, share, singular, spending, usd } from './numbers.ts'

test('counts are grouped and carry a real minus', () => {
  expect([count(1284), count(0), count(-3)]).toEqual(['1,284', '0', '−3'])
})

test('only audiences are rounded, with a narrow space before the unit', () => {
  expect([audience(9_800), audience(412_000), audience(1_100_000), audience(999_600)]).toEqual(['9,800', '412\u202fk', '1.1\u202fM', '1\u202fM'])
})

test('sentiment is signed always, but nothing is neither plus nor minus', () => {
  expect([sentiment(0.456), sentiment(-0.62), sentiment(0), sentiment(-0.001)]).toEqual(['+0.46', '−0.62', '0.00', '0.00'])
})

test('a difference is signed with one decimal', () => {
  expect([difference(0.4), difference(-0.6), difference(-0.04)]).toEqual(['+0.4', '−0.6', '0.0'])
})

test('growth in a list is whole percent, and from nothing it is new, never 100 %', () => {
  expect([growth(158.3), growth(-16), growth(0), growth(null)]).toEqual(['+158\u202f%', '−16\u202f%', '0\u202f%', 'new'])
})

test('shares, money and decimals are written one way', () => {
  expect([spending(0.0014), spending(0), spending(3.2)]).toEqual(['$0.0014', '$0.00', '$3.20'])
  expect([share(0.45), usd(3.18), oneDecimal(48.84), usd(0)]).toEqual(['45\u202f%', '$3.18', '48.8', '$0.00'])
})

test('one of a thing is singular', () => {
  expect([counted(1, 'thread'), counted(0, 'thread'), counted(2, 'community', 'communities')]).toEqual(['1 thread', '0 threads', '2 communities'])
})

test('a plural of the API has its singular', () => {
  expect(['threads', 'communities', 'pain points', 'calls'].map(singular)).toEqual(['thread', 'community', 'pain point', 'call'])
})

test('the first letter is made large without breaking a character in two', () => {
  expect([sentenceCase('bridge offline'), sentenceCase('💡 flicker'), sentenceCase(''), sentenceCase('𐐨x')]).toEqual(['Bridge offline', '💡 flicker', '', '𐐀x'])
})

test('sizes of files stay readable from a byte to terabytes', () => {
  expect([bytes(0), bytes(512), bytes(3_400_000), bytes(2_000_000_000)]).toEqual(['0\u202fB', '512\u202fB', '3.4\u202fMB', '2\u202fGB'])
})
