import { expect, test } from 'vitest'
import { dayRange, duration, longDate } from './dates.ts'

const now = new Date('2026-11-23T12:00:00Z')

test('a range names its last day, not the day after it', () => {
  expect(dayRange({ from: '2026-10-25', to: '2026-11-24' }, now)).toBe('25 October to 23 November')
})

test('a range inside one month names the month once, and one day is that day', () => {
  expect(dayRange({ from: '2026-11-12', to: '2026-11-15' }, now)).toBe('12 to 14 November')
  expect(dayRange({ from: '2026-11-12', to: '2026-11-13' }, now)).toBe('12 November')
})

test('years are written where they are not this one, or where the range crosses them', () => {
  expect(dayRange({ from: '2020-11-01', to: '2020-12-01' }, now)).toBe('1 to 30 November 2020')
  expect(dayRange({ from: '2025-12-20', to: '2026-01-05' }, now)).toBe('20 December 2025 to 4 January 2026')
  expect([longDate(new Date('2026-11-12T00:00:00Z'), now), longDate(new Date('2020-11-12T00:00:00Z'), now)]).toEqual(['12 November', '12 November 2020'])
})

test('durations grow from seconds to hours without losing their smaller part', () => {
  expect([duration(41_000), duration(125_000), duration(11_220_000), duration(-5)]).toEqual([
    '41\u00a0s',
    '2\u00a0min 05\u00a0s',
    '3\u00a0h 07\u00a0min',
    '0\u00a0s',
  ])
})
