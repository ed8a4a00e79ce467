import { afterEach, expect, test } from 'vitest'
import { rangeInput } from '../search/range.ts'
import { coming, dayRange, duration, exact, longDate, moment } from './dates.ts'
import { showZone } from './zone.ts'

afterEach(() => showZone('UTC'))

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

test('times are shown in the workspace’s zone, whichever zone the browser is in, and the exact one names it', () => {
  const at = new Date('2026-11-22T19:00:00Z')
  expect([moment(at, now), exact(at)]).toEqual(['Sun 19:00', 'Sun, 22 Nov 2026, 19:00:00 UTC'])
  showZone('Asia/Kathmandu')
  expect([moment(at, now), exact(at)]).toEqual(['00:45', 'Mon, 23 Nov 2026, 00:45:00 GMT+5:45, Asia/Kathmandu'])
  expect(coming(new Date('2026-11-23T19:00:00Z'), now)).toBe('tomorrow 00:45')
})

test('the last days of a list end with the zone’s today', () => {
  const late = new Date('2026-11-23T20:00:00Z')
  expect(rangeInput({ days: 7 }, late)).toEqual({ from: '2026-11-17', to: '2026-11-24' })
  showZone('Asia/Kathmandu')
  expect(rangeInput({ days: 7 }, late)).toEqual({ from: '2026-11-18', to: '2026-11-25' })
})
