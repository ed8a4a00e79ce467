import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heatLevel } from './heat.ts'
import { engagement, positivity, share } from './sentiment.ts'
import { shareOfVoice } from './share-of-voice.ts'

test.each([
  [0, 0, null],
  [0, 4, 50],
  [-4, 4, 0],
  [4, 4, 100],
  [-0.24, 10, 48.8],
])('a sum of %d over %d threads is a positivity of %d', (sumS, n, expected) => {
  if (expected === null) expect(positivity(sumS, n)).toBeNull()
  else expect(positivity(sumS, n)).toBeCloseTo(expected, 10)
})

test('positivity lies in 0 to 100 whatever the threads say', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 }), (all) => {
      const value =
        positivity(
          all.reduce((sum, s) => sum + s, 0),
          all.length,
        ) ?? Number.NaN
      return value >= -1e-9 && value <= 100 + 1e-9
    }),
  )
})

test.each([
  [5, 3, 8],
  [-7, 3, 3],
  [0, 0, 0],
  [null, 12, 12],
])('a score of %d and %d comments are an engagement of %d', (score, comments, expected) => {
  expect(engagement(score, comments)).toBe(expected)
})

test('a share of nothing is unknown, not 0', () => {
  expect([share(0, 0), share(0, 4), share(1, 4)]).toEqual([null, 0, 0.25])
})

test.each([
  [0, 15, 0],
  [1, 15, 1],
  [3, 15, 1],
  [4, 15, 2],
  [12, 15, 4],
  [13, 15, 5],
  [15, 15, 5],
  [1, 1, 5],
  [0, 0, 0],
  [7, 49, 1],
])('a cell of %d with a largest of %d has heat %d', (mentions, largest, expected) => {
  expect(heatLevel(mentions, largest)).toBe(expected)
})

test('a cell with a mention is never blank, and only fifths matter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat({ max: 10_000 }), (mentions, more) => {
      const level = heatLevel(mentions, mentions + more)
      return level >= 1 && 5 * mentions <= level * (mentions + more) && 5 * mentions > (level - 1) * (mentions + more)
    }),
  )
})

test('a thread that names two counts for both, one that names none for nobody', () => {
  const threads = [['acme'], ['acme', 'rival'], ['rival'], ['acme'], [], ['stranger']].map((names) => new Set(names))
  expect(shareOfVoice(['acme', 'rival', 'silent'], threads)).toEqual([
    { name: 'acme', threads: 3, share: 0.75 },
    { name: 'rival', threads: 2, share: 0.5 },
    { name: 'silent', threads: 0, share: 0 },
  ])
  expect(shareOfVoice(['acme'], [])).toEqual([{ name: 'acme', threads: 0, share: null }])
})
