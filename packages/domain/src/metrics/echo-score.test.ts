import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byEcho, echoChange, echoScore, isHighEcho } from './echo-score.ts'

test.each([
  [0, 0, 0, 0],
  [10, 5, 300, 5],
  [20, 10, 600, 6.7],
  [30, 15, 900, 7.5],
  [1, 0, 0, 0.4],
  [17, 4, 702, 6],
  [10_000, 1_000, 100_000, 10],
])('%d threads, %d pain points and %d engagement score %d', (threads, distinctPainPoints, engagement, expected) => {
  expect(echoScore({ threads, distinctPainPoints, engagement }).score).toBe(expected)
})

const inputs = fc.record({ threads: fc.nat(), distinctPainPoints: fc.nat(), engagement: fc.nat() })
const sum = ({ parts }: ReturnType<typeof echoScore>): number => parts.threads + parts.painPoints + parts.engagement

test('the score lies in 0 to 10, its parts never reach 10, and the score is their rounded sum', () => {
  fc.assert(
    fc.property(inputs, (given) => {
      const echo = echoScore(given)
      expect(sum(echo)).toBeLessThan(10)
      expect(Math.min(...Object.values(echo.parts))).toBeGreaterThanOrEqual(0)
      expect(Math.abs(echo.score - sum(echo))).toBeLessThanOrEqual(0.05 + 1e-9)
      expect(Math.round(echo.score * 10)).toBeCloseTo(echo.score * 10, 9)
    }),
  )
})

test('more of anything never lowers the score, and raises its part', () => {
  const name = fc.constantFrom('threads', 'distinctPainPoints', 'engagement')
  fc.assert(
    fc.property(
      fc.record({ threads: fc.nat({ max: 1e6 }), distinctPainPoints: fc.nat({ max: 1e6 }), engagement: fc.nat({ max: 1e6 }) }),
      name,
      (given, which) => {
        const more = echoScore({ ...given, [which]: given[which] + 1 })
        return more.score >= echoScore(given).score && sum(more) > sum(echoScore(given))
      },
    ),
  )
})

test('high echo is decided on the score that is shown', () => {
  expect([6.9, 7, 7.1].map(isHighEcho)).toEqual([false, true, true])
  // 6.97 before rounding
  expect(isHighEcho(echoScore({ threads: 24, distinctPainPoints: 11, engagement: 685 }).score)).toBe(true)
})

test('the change is the difference of two stored scores, and unknown without history', () => {
  expect(echoChange(8.5, 5.5)).toBe(3)
  expect(echoChange(6.7, 7.1)).toBe(-0.4)
  expect(echoChange(6.7, null)).toBeNull()
})

test('the watchlist goes by score, then engagement, then name', () => {
  const row = (name: string, echo: number, engagement: number) => ({ name, echoScore: echo, engagement })
  const rows = [row('b', 5, 10), row('a', 5, 10), row('c', 5, 11), row('d', 9, 0)]
  expect(rows.toSorted(byEcho).map(({ name }) => name)).toEqual(['d', 'c', 'a', 'b'])
})
