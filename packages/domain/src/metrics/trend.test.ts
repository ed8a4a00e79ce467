import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, dayString } from '../range.ts'
import { bucketStarts, countsByBucket, trendPoints } from './trend.ts'

const range = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) })
const starts = (from: string, to: string, bucket: 'day' | 'week' | 'month') => bucketStarts(range(from, to), bucket).map(dayString)

test.each<[string, string, 'day' | 'week' | 'month', string[]]>([
  ['2024-02-28', '2024-03-02', 'day', ['2024-02-28', '2024-02-29', '2024-03-01']],
  ['2026-11-02', '2026-11-16', 'week', ['2026-11-02', '2026-11-09']],
  ['2026-11-01', '2026-11-11', 'week', ['2026-11-01', '2026-11-02', '2026-11-09']],
  ['2020-12-28', '2021-01-11', 'week', ['2020-12-28', '2021-01-04']],
  ['2019-12-15', '2020-03-01', 'month', ['2019-12-15', '2020-01-01', '2020-02-01']],
])('%s to %s by %s', (from, to, bucket, expected) => {
  expect(starts(from, to, bucket)).toEqual(expected)
})

test('days that are absent are 0 without a positivity, and a week has the mean of its threads', () => {
  const days = [
    { day: '2026-11-02', threads: 1, engagement: 5, sumS: -1 },
    { day: '2026-11-04', threads: 3, engagement: 10, sumS: 3 },
    { day: '2026-12-01', threads: 9, engagement: 9, sumS: 9 },
  ]
  expect(trendPoints({ range: range('2026-11-02', '2026-11-23'), bucket: 'week', partialDays: ['2026-11-12', '2026-11-12'], unreadDays: [] }, days)).toEqual([
    { start: '2026-11-02', threads: 4, engagement: 15, positivity: 75, partial: false, cut: null },
    { start: '2026-11-09', threads: 0, engagement: 0, positivity: null, partial: true, cut: null },
    { start: '2026-11-16', threads: 0, engagement: 0, positivity: null, partial: false, cut: null },
  ])
})

test('a week or month of which the range holds only some days is partial; whole ones and days are not', () => {
  const cuts = (from: string, to: string, bucket: 'day' | 'week' | 'month') =>
    trendPoints({ range: range(from, to), bucket, partialDays: [], unreadDays: [] }, []).map(({ cut, partial }) => [cut, partial])
  const [whole, cut] = [
    [null, false],
    ['range', true],
  ]
  expect(cuts('2026-11-04', '2026-11-17', 'week')).toEqual([cut, whole, cut])
  expect(cuts('2026-11-02', '2026-11-16', 'week')).toEqual([whole, whole])
  expect(cuts('2026-10-15', '2026-12-02', 'month')).toEqual([cut, whole, cut])
  expect(cuts('2026-11-04', '2026-11-06', 'day')).toEqual([whole, whole])
})

test('where what was collected begins or ends inside a week, that week is partial; a day of which nothing is known is, too', () => {
  const cuts = (from: string, to: string, bucket: 'day' | 'week') =>
    trendPoints({ range: range(from, to), bucket, partialDays: [], unreadDays: ['2026-11-02', '2026-11-22'] }, []).map(({ cut }) => cut)
  expect(cuts('2026-11-02', '2026-11-23', 'week')).toEqual(['collection', null, 'collection'])
  expect(cuts('2026-11-21', '2026-11-24', 'day')).toEqual([null, 'collection', null])
})

test('buckets lose no day of the range and add none', () => {
  const length = fc.integer({ min: 1, max: 800 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), length, fc.constantFrom('day', 'week', 'month'), (first, days, bucket) => {
      const window = { from: new Date(first * dayMs), to: new Date((first + days) * dayMs) }
      const daily = Array.from({ length: days + 10 }, (_, index) => ({ day: dayString(new Date((first - 5 + index) * dayMs)), count: 1 }))
      const counts = countsByBucket(window, bucket, daily)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(days)
      expect(Math.min(...counts)).toBeGreaterThan(0)
      expect(
        bucketStarts(window, bucket)
          .slice(1)
          .every((start) => bucket === 'day' || (bucket === 'week' ? start.getUTCDay() === 1 : start.getUTCDate() === 1)),
      ).toBe(true)
    }),
    { numRuns: 50 },
  )
})
