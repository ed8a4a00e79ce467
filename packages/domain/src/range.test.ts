import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, daysOf, dayString, parseRange, previousOf, RangeInput, startOfDay } from './range.ts'
import { zoneOf } from './zone.ts'

const utc = zoneOf('UTC')
const now = new Date('2026-11-22T15:30:00Z')
const parse = (from: string, to: string) => parseRange(RangeInput.parse({ from, to }), now, utc)
const days = ({ from, to }: { from: Date; to: Date }): [string, string] => [dayString(from), dayString(to)]

test('no range means the last 30 days, today included, whatever the hour', () => {
  expect(days(parseRange(undefined, now, utc))).toEqual(['2026-10-24', '2026-11-23'])
  expect(days(parseRange(undefined, new Date('2026-11-22T00:00:00Z'), utc))).toEqual(['2026-10-24', '2026-11-23'])
  expect(daysOf(parseRange(undefined, now, utc))).toBe(30)
})

test.each([
  ['whole days', '2026-11-01', '2026-11-08', '2026-11-01', '2026-11-08'],
  ['instants in UTC', '2026-11-01T23:59:59Z', '2026-11-08T00:00:00Z', '2026-11-01', '2026-11-08'],
  ['an instant west of UTC, already the next day there', '2026-11-01T23:30:00-05:00', '2026-11-08', '2026-11-02', '2026-11-08'],
  ['an instant east of UTC, still the day before there', '2026-11-01T01:00:00+14:00', '2026-11-08', '2026-10-31', '2026-11-08'],
  ['a leap day', '2024-02-29', '2024-03-01', '2024-02-29', '2024-03-01'],
  ['before 1970', '1969-12-30', '1970-01-02', '1969-12-30', '1970-01-02'],
])('%s are read as UTC days', (_, from, to, fromDay, toDay) => {
  expect(days(parse(from, to))).toEqual([fromDay, toDay])
})

test.each([
  ['reversed', '2026-11-08', '2026-11-01'],
  ['empty', '2026-11-01', '2026-11-01'],
  ['empty once cut to its UTC day', '2026-11-01T01:00:00Z', '2026-11-01T23:00:00Z'],
  ['a thousand years long', '1026-11-01', '2026-11-01'],
  ['from the first to the last year there is', '0000-01-01', '9999-12-31'],
  ['a day over ten years', '2016-11-13', '2026-11-22'],
])('a range that is %s is invalid_range', (_, from, to) => {
  expect(() => parse(from, to)).toThrow(expect.objectContaining({ reason: 'invalid_range', code: 'invalid' }))
})

test('ten years pass', () => {
  expect(daysOf(parse('2016-11-14', '2026-11-22'))).toBe(3_660)
})

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-11-31',
  '26-11-01',
  '01.11.2026',
  '2026-11-01T00:00:00',
  '2026-11-01T24:00:00Z',
  '2026-11-01T23:59:60Z',
  '2026-11-01 00:00Z',
  '+012026-01-01',
  'today',
  '',
  '\u0662026-11-01',
])('%j is not a day', (day) => {
  expect(RangeInput.safeParse({ from: day, to: '2027-01-01' }).error?.issues[0]?.message).toMatch(/a day is written 2026-11-01/)
})

test('a range begins in 1800 at the earliest, so that the windows before it are days too', () => {
  expect(parse('1800-01-01', '1800-01-02').from.toISOString()).toBe('1800-01-01T00:00:00.000Z')
  for (const from of ['1799-12-31', '0001-01-01', '0000-01-01']) expect(() => parse(from, '1801-01-01')).toThrow('1800-01-01 or later')
})

test('a range with a missing, null or extra side is refused', () => {
  for (const input of [{}, { from: '2026-11-01' }, { from: '2026-11-01', to: null }, { from: '2026-11-01', to: '2026-11-02', zone: 'UTC' }, null, [], 7])
    expect(RangeInput.safeParse(input).success).toBe(false)
})

test('the window before is equally long and ends where this one begins', () => {
  const instants = fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 3_660 }), (at, length) => {
      const from = startOfDay(at)
      const range = { from, to: new Date(from.getTime() + length * dayMs) }
      const previous = previousOf(range)
      expect(previous.to).toEqual(range.from)
      expect(daysOf(previous)).toBe(length)
    }),
  )
})
