import { expect, test } from 'vitest'
import type { SourceWindow } from './coverage.ts'
import { zoneOf } from '../zone.ts'
import { scopeHourEvents, type SourceHour } from './scope-hours.ts'

const utc = zoneOf('UTC')
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const from = Date.parse('2026-10-24T00:00:00Z')
const to = Date.parse('2026-11-23T00:00:00Z')
const range = { from: new Date(from), to: new Date(to) }
const first = from - 56 * dayMs
const at = (day: string): number => Date.parse(`${day}:00:00Z`)

/** Threads of a source for each hour; of none where the rule says 0. */
function hoursOf(source: string, rule: (hour: Date) => number, { since = first, until = to } = {}): SourceHour[] {
  const hours: SourceHour[] = []
  for (let hour = since; hour < until; hour += hourMs) {
    const count = rule(new Date(hour))
    if (count > 0) hours.push({ source, hour, count })
  }
  return hours
}
const read = (source: string, since = first, until = to, ok = true): SourceWindow => ({
  source,
  from: new Date(since),
  to: new Date(until),
  ok,
  reason: ok ? null : 'HTTP 429',
})
const steady = (count: number) => () => count
const spiking = (hours: readonly string[], usual: (hour: Date) => number, count: number) => (hour: Date) =>
  hours.some((each) => at(each) === hour.getTime()) ? count : usual(hour)

test('a weekday pattern is no spike, however steep, and an hour that breaks it is one', () => {
  // Busy at noon of working days, quiet at week-ends.
  const pattern = (hour: Date): number => (hour.getUTCDay() === 0 || hour.getUTCDay() === 6 ? 1 : hour.getUTCHours() === 12 ? 40 : 4)
  expect(scopeHourEvents(hoursOf('a', pattern), [read('a')], { range, zone: utc })).toEqual([])
  // Forty on a Saturday noon is a spike, although each working day has as many.
  const events = scopeHourEvents(hoursOf('a', spiking(['2026-11-14T12'], pattern, 40)), [read('a')], { range, zone: utc })
  expect(events).toMatchObject([{ kind: 'spike', hour: at('2026-11-14T12'), count: 40, median: 1 }])
})

test('a source that begins, ends or fails is neither a spike nor a silence; what the others do in the meantime still is', () => {
  const a = hoursOf('a', spiking(['2026-11-10T09'], steady(4), 30))
  const b = hoursOf('b', steady(50), { since: at('2026-11-01T00'), until: at('2026-11-18T00') })
  const windows = [read('a'), read('b', at('2026-11-01T00'), at('2026-11-18T00')), read('b', at('2026-11-18T00'), to, false)]
  expect(scopeHourEvents([...a, ...b], windows, { range, zone: utc })).toEqual([
    // Of the ten days on which both were read, more than four of the same hour.
    expect.objectContaining({ kind: 'spike', hour: at('2026-11-10T09'), count: 80, median: 54 }),
  ])
})

test('a spike is in no later baseline, so that the next one is told too', () => {
  const spikes = ['2026-10-27T09', '2026-11-03T09', '2026-11-10T09', '2026-11-17T09']
  const events = scopeHourEvents(hoursOf('a', spiking(spikes, steady(4), 30)), [read('a')], { range, zone: utc })
  expect(events.map(({ hour, median }) => [hour, median])).toEqual(spikes.map((each) => [at(each), 4]))
})

test('a silence is told where the source was read, and none where it was not', () => {
  const counts = hoursOf('a', spiking(['2026-11-10T09', '2026-11-12T09'], steady(4), 0))
  const gap = at('2026-11-12T09')
  const windows = [read('a', first, gap), read('a', gap, gap + hourMs, false), read('a', gap + hourMs, to)]
  expect(scopeHourEvents(counts, windows, { range, zone: utc })).toMatchObject([{ kind: 'silence', hour: at('2026-11-10T09'), count: 0, median: 4 }])
})

test('an hour that was read in two parts was read, one that was read in part was not', () => {
  const counts = hoursOf('a', spiking(['2026-11-10T09', '2026-11-12T09'], steady(4), 0))
  const inside = (day: string) => at(day) + hourMs / 2
  const windows = [read('a', first, inside('2026-11-10T09')), read('a', inside('2026-11-10T09'), inside('2026-11-12T09'))]
  expect(scopeHourEvents(counts, windows, { range, zone: utc })).toMatchObject([{ kind: 'silence', hour: at('2026-11-10T09') }])
})

test('an import is taken as read from its first thread to its last: what comes after is no silence', () => {
  const until = at('2026-11-15T00')
  const events = scopeHourEvents(hoursOf('archive', spiking(['2026-11-10T09'], steady(4), 30), { until }), [], { range, zone: utc })
  expect(events).toMatchObject([{ kind: 'spike', hour: at('2026-11-10T09') }])
})

test('what happened before the range is its baseline, and told by no one', () => {
  expect(scopeHourEvents(hoursOf('a', spiking(['2026-10-20T09'], steady(4), 30)), [read('a')], { range, zone: utc })).toEqual([])
  expect(scopeHourEvents([], [], { range, zone: utc })).toEqual([])
})
