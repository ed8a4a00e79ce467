import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { productLexicon, publishedLexicon } from './lexicon.ts'
import { compound } from './vader.ts'

// Scores as printed in the documentation of the reference implementation.
const published: readonly (readonly [string, number])[] = [
  ['VADER is smart, handsome, and funny.', 0.8316],
  ['VADER is smart, handsome, and funny!', 0.8439],
  ['VADER is very smart, handsome, and funny.', 0.8545],
  ['VADER is VERY SMART, handsome, and FUNNY.', 0.9227],
  ['VADER is VERY SMART, handsome, and FUNNY!!!', 0.9342],
  ['VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!', 0.9469],
  ['VADER is not smart, handsome, nor funny.', -0.7424],
  ['The book was good.', 0.4404],
  ['The book was kind of good.', 0.3832],
  ['At least it isn’t a horrible book.', 0.431],
  ['The plot was good, but the characters are uncompelling and the dialog is not great.', -0.7042],
  ['Today SUX!', -0.5461],
  ["Today only kinda sux! But I'll get by, lol", 0.5249],
  ['Not bad at all', 0.431],
]

describe('the plain port of VADER', () => {
  test.each(published)('scores "%s" as published', (text, score) => {
    expect(compound(text, publishedLexicon())).toBeCloseTo(score, 4)
  })

  test('stays within [−1, 1] for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Math.abs(compound(text, productLexicon()))).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the words about products', () => {
  test.each([
    ['The app crashes on start.', -1],
    ['Sync is broken since the update.', -1],
    ['I want a refund.', -1],
    ['The new editor is snappy and stable.', 1],
    ['Does it support Linux?', 0],
    ['We share the code with another team.', 0],
    ['Kill the process and fork it.', 0],
  ])('"%s" leans to %d', (text, sign) => {
    expect(Math.sign(compound(text, productLexicon()))).toBe(sign)
  })
})
