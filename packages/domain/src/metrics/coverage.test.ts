import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneOf } from '../zone.ts'
import { coverage, type SourceWindow, unreadDays } from './coverage.ts'

const utc = zoneOf('UTC')
const range = { from: new Date('2026-11-01'), to: new Date('2026-11-08') }
const at = (text: string): Date => new Date(`2026-11-${text}:00Z`)
const ok = (source: string, from: string, to: string): SourceWindow => ({ source, from: at(from), to: at(to), ok: true, reason: null })
const failed = (source: string, from: string, to: string, reason: string): SourceWindow => ({ source, from: at(from), to: at(to), ok: false, reason })

test('nothing asked is nothing covered, and no gap', () => {
  expect(coverage([], range, utc)).toEqual({ sources: [], gaps: [], partialDays: [] })
})

test('overlapping successes count once, and only inside the range', () => {
  const found = coverage(
    [ok('hn', '01T00:00', '01T12:00'), ok('hn', '01T06:00', '01T18:00'), { ...ok('hn', '07T12:00', '07T12:00'), to: new Date('2026-11-20') }],
    range,
    utc,
  )
  expect(found.sources).toEqual([{ source: 'hn', coveredHours: 30, failedHours: 0, lastSuccess: '2026-11-20T00:00:00.000Z' }])
})

test('a failed window is a gap and its days are partial', () => {
  expect(coverage([failed('reddit', '02T22:00', '03T02:00', 'rate limited')], range, utc)).toEqual({
    sources: [{ source: 'reddit', coveredHours: 0, failedHours: 4, lastSuccess: null }],
    gaps: [{ source: 'reddit', from: '2026-11-02T22:00:00.000Z', to: '2026-11-03T02:00:00.000Z', reason: 'rate limited' }],
    partialDays: ['2026-11-02', '2026-11-03'],
  })
})

test('a gap that ends at midnight leaves the next day whole', () => {
  expect(coverage([failed('reddit', '02T22:00', '03T00:00', 'blocked')], range, utc).partialDays).toEqual(['2026-11-02'])
})

test('what the same source read before or after closes the gap, another source does not', () => {
  const gap = failed('reddit', '02T00:00', '03T00:00', 'network')
  expect(coverage([gap, ok('reddit', '01T00:00', '04T00:00')], range, utc).gaps).toEqual([])
  expect(coverage([ok('reddit', '01T00:00', '04T00:00'), gap], range, utc).gaps).toEqual([])
  expect(coverage([gap, ok('hn', '01T00:00', '04T00:00')], range, utc).gaps).toHaveLength(1)
  expect(coverage([gap, ok('reddit', '02T06:00', '02T12:00')], range, utc).gaps.map(({ from, to }) => [from.slice(11, 13), to.slice(11, 13)])).toEqual([
    ['00', '06'],
    ['12', '00'],
  ])
})

test('where two runs failed the later reason stands, and no hour is counted twice', () => {
  const found = coverage([failed('reddit', '02T00:00', '02T12:00', 'network'), failed('reddit', '02T06:00', '02T18:00', 'blocked')], range, utc)
  expect(found.gaps.map(({ from, to, reason }) => [from.slice(11, 13), to.slice(11, 13), reason])).toEqual([
    ['00', '06', 'network'],
    ['06', '18', 'blocked'],
  ])
  expect(found.sources[0]?.failedHours).toBe(18)
})

test('covered and failed hours are those of a count hour by hour', () => {
  const hourMs = 3_600_000
  const window = fc.record({ start: fc.integer({ min: -24, max: 190 }), length: fc.integer({ min: 0, max: 60 }), ok: fc.boolean() })
  fc.assert(
    fc.property(fc.array(window, { maxLength: 8 }), (windows) => {
      const hourly = Array.from({ length: 168 }, (_, hour) =>
        windows.filter(({ start, length }) => start <= hour && hour < start + length).map((each) => each.ok),
      )
      const found = coverage(
        windows.map(({ start, length, ok: good }) => ({
          source: 'hn',
          from: new Date(range.from.getTime() + start * hourMs),
          to: new Date(range.from.getTime() + (start + length) * hourMs),
          ok: good,
          reason: null,
        })),
        range,
        utc,
      )
      expect(found.sources[0]?.coveredHours ?? 0).toBe(hourly.filter((all) => all.includes(true)).length)
      const failedHours = hourly.flatMap((all, hour) => (all.length > 0 && !all.includes(true) ? [hour] : []))
      expect(found.sources[0]?.failedHours ?? 0).toBe(failedHours.length)
      expect(found.partialDays).toHaveLength(new Set(failedHours.map((hour) => Math.floor(hour / 24))).size)
    }),
  )
})

test('days outside the first and last thread are unread unless a source was read for them', () => {
  const span = { first: '2026-11-03', last: '2026-11-05' }
  expect(unreadDays([], range, { span, zone: utc })).toEqual(['2026-11-01', '2026-11-02', '2026-11-06', '2026-11-07'])
  expect(unreadDays([ok('hn', '05T12:00', '07T06:00'), failed('hn', '01T00:00', '02T00:00', 'network')], range, { span, zone: utc })).toEqual([
    '2026-11-01',
    '2026-11-02',
  ])
  expect(unreadDays([], range, { span: null, zone: utc })).toHaveLength(7)
})
