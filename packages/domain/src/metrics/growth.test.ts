import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lowerTail } from './beta.ts'
import { change, pointsChange } from './change.ts'
import { growth, isGrowing, isNew, isSignificant, rateRatio } from './growth.ts'
import { topGrowing } from './top-growing.ts'

test.each([
  [12, 10, 20],
  [10, 12, -50 / 3],
  [31, 12, 475 / 3],
  [0, 4, -100],
  [7, 7, 0],
  [5, 0, null],
  [0, 0, null],
  [3.18, 2.12, 50],
])('%d after %d is a change of %d percent', (current, previous, expected) => {
  if (expected === null) expect(change(current, previous)).toBeNull()
  else expect(change(current, previous)).toBeCloseTo(expected, 10)
})

test('points are a difference, and unknown where a side is', () => {
  expect(pointsChange(48.5, 53)).toBe(-4.5)
  expect([pointsChange(null, 53), pointsChange(48, null), pointsChange(null, null)]).toEqual([null, null, null])
})

// From 40-digit bisection of the regularised incomplete beta function; the last two from another library's inverse.
test.each([
  [12, 5, 0.7870458941728159, 8.695981118680274],
  [31, 12, 1.2899699057721334, 5.523615397635019],
  [4, 1, 0.3958332833185331, 196.98987298932215],
  [0, 7, 0, 0.6938139800964527],
  [14, 0, 3.3171226794871593, null],
  [47, 18, 1.4881738258210604, 4.776995515512069],
  [1, 1, 0.012739367083666617, 78.496835316263],
  [10, 10, 0.3735468466993662, 2.6770404002494734],
  [1000, 900, 1.01440485943194, 1.2171708368278973],
  [15, 1, 2.3077452945443624, 631.4663751468931],
  [1, 99, 0.00025321013211787596, 0.05759602977463104],
  [20_000, 10_000, 1.9524627876965568, 2.0487928686387287],
  [1_000_000, 1_000_000, 0.997231032934401, 1.0027766555333235],
])('the exact interval of %d after %d is %d to %d', (current, previous, low, high) => {
  const ratio = rateRatio(current, previous)
  expect(ratio.low / (low || 1)).toBeCloseTo(low === 0 ? 0 : 1, 10)
  if (high === null) expect(ratio.high).toBeNull()
  else expect((ratio.high ?? 0) / high).toBeCloseTo(1, 10)
})

test('without a count on either side the ratio may be anything', () => {
  expect(rateRatio(0, 0)).toEqual({ low: 0, high: null })
})

const count = fc.nat({ max: 100_000 })

test('the interval contains the ratio that was counted', () => {
  fc.assert(
    fc.property(count, count, (current, previous) => {
      const { low, high } = rateRatio(current, previous)
      const ratio = previous === 0 ? Number.POSITIVE_INFINITY : current / previous
      return low <= ratio && ratio <= (high ?? Number.POSITIVE_INFINITY)
    }),
  )
})

test('with the two windows exchanged the interval is the inverse', () => {
  fc.assert(
    fc.property(count, count, (a, b) => {
      const { low, high } = rateRatio(a, b)
      const turned = rateRatio(b, a)
      expect(turned.high).toBe(low === 0 ? null : 1 / low)
      expect(high).toBe(turned.low === 0 ? null : 1 / turned.low)
    }),
  )
})

test('more mentions now never lower the interval', () => {
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 100_000 }), (current, previous) => {
      const before = rateRatio(current, previous)
      const after = rateRatio(current + 1, previous)
      return after.low > before.low && (after.high ?? 0) > (before.high ?? 0)
    }),
  )
})

test('each end cuts off 2.5 % by the binomial distribution itself', () => {
  // P(X ≥ x) of X ~ Binomial(n, p), summed term by term.
  const upperTail = (x: number, n: number, p: number): number => {
    let term = (1 - p) ** n
    let below = 0
    for (let k = 0; k < x; k += 1) {
      below += term
      term *= ((n - k) / (k + 1)) * (p / (1 - p))
    }
    return 1 - below
  }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (current, previous) => {
      const { low, high } = rateRatio(current, previous)
      const n = current + previous
      const pOf = (odds: number): number => odds / (1 + odds)
      expect(upperTail(current, n, pOf(low))).toBeCloseTo(0.025, 9)
      expect(1 - upperTail(current + 1, n, pOf(high ?? 0))).toBeCloseTo(0.025, 9)
    }),
  )
})

test('the two tails of the incomplete beta function add up to 1', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), (t, a, b) => {
      expect(lowerTail(t, a, b).probability + lowerTail(-t, b, a).probability).toBeCloseTo(1, 9)
    }),
  )
})

test.each([
  [47, 18, true],
  [31, 12, true],
  [12, 31, true],
  [14, 0, true],
  [0, 12, true],
  [4, 1, false],
  [9, 0, false],
  [0, 9, false],
  [10, 0, true],
  [9, 1, true],
  [8, 2, false],
  [12, 5, false],
  [10, 10, false],
])('%d after %d is significant: %s', (current, previous, expected) => {
  expect(isSignificant(current, previous)).toBe(expected)
})

test('significance needs ten mentions and an interval that leaves out 1', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), (current, previous) => {
      const { low, high } = rateRatio(current, previous)
      return isSignificant(current, previous) === (current + previous >= 10 && (low > 1 || (high !== null && high < 1)))
    }),
  )
})

test.each([
  [6, 4, true],
  [5, 4, false],
  [5, 3, true],
  [4, 1, false],
  [4, 0, false],
  [5, 0, true],
  [149, 100, false],
  [150, 100, true],
  [0, 0, false],
])('%d after %d counts as growing: %s', (current, previous, expected) => {
  expect(isGrowing(current, previous)).toBe(expected)
})

test('new means mentioned now and not before', () => {
  expect([isNew(1, 0), isNew(0, 0), isNew(2, 1)]).toEqual([true, false, false])
})

const row = (keyword: string, mentions: number, previous: number) => ({
  keyword,
  mentions,
  previous,
  growth: growth(mentions, previous),
  ratio: rateRatio(mentions, previous),
  significant: isSignificant(mentions, previous),
})
const names = (rows: { keyword: string }[]): string[] => rows.map(({ keyword }) => keyword)

test('clear rises lead by the lower end of their interval, then come other rises and new ones by mentions', () => {
  const rows = [
    row('fell', 5, 50),
    row('same', 100, 100),
    row('maybe', 300, 290),
    row('new, few', 4, 0),
    row('clear', 47, 18),
    row('clearer', 15, 1),
    row('new, clear', 14, 0),
  ]
  expect(names(topGrowing(rows))).toEqual(['new, clear', 'clearer', 'clear', 'maybe', 'new, few'])
})

test('the order of top growing is total: it does not depend on the order that came in', () => {
  const points = fc.uniqueArray(fc.record({ keyword: fc.string(), mentions: fc.nat({ max: 30 }), previous: fc.nat({ max: 30 }) }), {
    selector: ({ keyword }) => keyword,
    maxLength: 12,
  })
  const twice = points.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  const built = (all: readonly { keyword: string; mentions: number; previous: number }[]) =>
    all.map(({ keyword, mentions, previous }) => row(keyword, mentions, previous))
  fc.assert(
    fc.property(twice, ([all, shuffled]) => {
      const risers = topGrowing(built(all))
      expect(topGrowing(built(shuffled))).toEqual(risers)
      expect(new Set(names(risers))).toEqual(new Set(names(all.filter(({ mentions, previous }) => mentions > previous))))
    }),
  )
})
