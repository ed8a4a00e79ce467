import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, dayString } from './days.ts'
import { coverage } from './metrics/coverage.ts'
import { hourEvents } from './metrics/spikes.ts'
import { instantsOf, parseRange } from './range.ts'
import { hoursBetween, zoneOf } from './zone.ts'

const hourMs = 3_600_000
const zones = [
  'UTC',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Africa/Casablanca',
  'Asia/Beirut',
]
const somewhere = fc.constantFrom(...zones).map(zoneOf)
const sometime = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
const hours = (zone: string, day: string): number =>
  (zoneOf(zone)
    .startOf(dayString(new Date(Date.parse(day) + dayMs)))
    .getTime() -
    zoneOf(zone).startOf(day).getTime()) /
  hourMs

test.each([
  ['Asia/Kathmandu', '2026-11-01', '2026-10-31T18:15:00.000Z', 24],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z', 23.5],
  ['Pacific/Kiritimati', '2026-11-01', '2026-10-31T10:00:00.000Z', 24],
  ['Pacific/Pago_Pago', '2026-11-01', '2026-11-01T11:00:00.000Z', 24],
  // The clock went from 23:59:59 to one in the morning.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 23],
  // The date line moved: this day was not.
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
])('in %s %s begins at %s and has %d hours', (zone, day, start, length) => {
  expect(zoneOf(zone).startOf(day).toISOString()).toBe(start)
  expect(hours(zone, day)).toBe(length)
})

test('a day has the instants from its start to the next one’s, and no others', () => {
  fc.assert(
    fc.property(somewhere, sometime, (zone, at) => {
      // Newfoundland turned its clocks back over midnight until 2011, and had a minute of the next day before the last hour of this one.
      fc.pre(zone.name !== 'America/St_Johns' || at >= new Date('2012-01-01'))
      const day = zone.dayOf(at)
      expect(zone.startOf(day).getTime()).toBeLessThanOrEqual(at.getTime())
      expect(zone.startOf(dayString(new Date(Date.parse(day) + dayMs))).getTime()).toBeGreaterThan(at.getTime())
    }),
    { numRuns: 1_000 },
  )
})

test('the wall clock is the one that the platform shows', () => {
  const shown = new Map(zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })]))
  fc.assert(
    fc.property(somewhere, sometime, (zone, at) => {
      const wall = new Date(zone.wallOf(at.getTime())).toISOString()
      expect(wall.slice(0, 19).replace('T', ' ')).toBe(shown.get(zone.name)?.format(at))
    }),
    { numRuns: 1_000 },
  )
})

test('hours follow each other without a gap in whole-hour and quarter-hour zones, each beginning on the hour of the wall clock', () => {
  fc.assert(
    fc.property(fc.constantFrom('UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'Pacific/Chatham').map(zoneOf), sometime, (zone, at) => {
      const all = hoursBetween(zone, at.getTime(), at.getTime() + 7 * dayMs)
      expect(all.length).toBeGreaterThanOrEqual(7 * 24 - 1)
      for (const [index, hour] of all.entries()) {
        expect(zone.wallOf(hour) % hourMs).toBe(0)
        if (index > 0) expect(hour - (all[index - 1] ?? 0)).toBe(hourMs)
      }
    }),
  )
})

test('the last 30 days end with the zone’s today, and an instant is cut to the zone’s day', () => {
  const now = new Date('2026-11-22T19:00:00Z')
  const days = (zone: string) => parseRange(undefined, now, zoneOf(zone)).to.toISOString().slice(0, 10)
  expect([days('Pacific/Pago_Pago'), days('UTC'), days('Asia/Kathmandu')]).toEqual(['2026-11-23', '2026-11-23', '2026-11-24'])
  const range = parseRange({ from: '2026-11-01T19:00:00Z', to: '2026-11-05' }, now, zoneOf('Asia/Kathmandu'))
  expect(range.from).toEqual(new Date('2026-11-02'))
  expect(instantsOf(range, zoneOf('Asia/Kathmandu'))).toEqual({ from: new Date('2026-11-01T18:15:00Z'), to: new Date('2026-11-04T18:15:00Z') })
  for (const from of ['0000-01-01T00:00:00+14:00', '1799-12-31T18:00:00Z'])
    expect(() => parseRange({ from, to: '1801-01-01' }, now, zoneOf('America/New_York'))).toThrow('1800-01-01 or later')
})

test('a day of 25 hours has 25 covered hours, and a gap is on the days it touches there', () => {
  const zone = zoneOf('Europe/Berlin')
  const range = { from: new Date('2026-10-25'), to: new Date('2026-10-26') }
  const window = (from: string, to: string, ok: boolean) => ({ source: 'hn', from: new Date(from), to: new Date(to), ok, reason: null })
  expect(coverage([window('2026-10-20', '2026-10-30', true)], range, zone).sources).toMatchObject([{ coveredHours: 25 }])
  const week = { from: new Date('2026-10-20'), to: new Date('2026-10-30') }
  expect(coverage([window('2026-10-24T22:00Z', '2026-10-25T23:00Z', false)], week, zone).partialDays).toEqual(['2026-10-25'])
  expect(coverage([window('2026-10-24T21:59Z', '2026-10-25T23:01Z', false)], week, zone).partialDays).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
})

test('nine in the morning is compared with nine in the morning, before and after the clocks change', () => {
  const zone = zoneOf('Europe/Berlin')
  const at = (day: number): number => zone.startOf(dayString(new Date(Date.UTC(2026, 9, 1 + day)))).getTime()
  // Forty posts each morning at nine on the wall clock, one at any other hour.
  const counts = hoursBetween(zone, at(0), at(60)).map((hour) => ({ hour, count: new Date(zone.wallOf(hour)).getUTCHours() === 9 ? 40 : 1, covered: true }))
  expect(hourEvents(counts, zone)).toEqual([])
  expect(hourEvents(counts, zoneOf('UTC')).length).toBeGreaterThan(0)
})
