import { expect, test } from 'vitest'
import { zoneOf } from '../zone.ts'
import { type HourCount, hourEvents, median } from './spikes.ts'

const utc = zoneOf('UTC')
const hourMs = 3_600_000
const week = 168
const now = Date.parse('2026-11-16T14:00:00Z') / hourMs
const hour = (back: number, count: number, covered = true): HourCount => ({ hour: (now - back) * hourMs, count, covered })
const weekly = (counts: readonly number[]): HourCount[] => counts.map((count, index) => hour((index + 1) * week, count))
const last = (hours: readonly HourCount[]) => hourEvents(hours, utc).filter((event) => event.hour === now * hourMs)

test.each([
  [[3], 3],
  [[1, 2], 1.5],
  [[5, 1, 3], 3],
  [[10, 2, 4, 1], 3],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('an hour far above the same hour of the weeks before is a spike', () => {
  const events = last([hour(0, 12), ...weekly([2, 3, 2, 3, 2, 3, 2, 3])])
  expect(events).toEqual([{ kind: 'spike', hour: now * hourMs, count: 12, median: 2.5, threshold: 2.5 + 3.5 * 1.4826 * 0.5 }])
})

test.each<[string, number, number[], number]>([
  ['four threads are too few for a spike', 4, [0, 0, 0, 0], 0],
  ['five over a baseline of zeros are one', 5, [0, 0, 0, 0], 1],
  ['exactly at the threshold is not above it', 6, [6, 6, 6, 6], 0],
  ['a restless baseline needs more', 12, [2, 10, 2, 10, 2, 10, 2, 10], 0],
  ['three weeks are too few', 50, [2, 2, 2], 0],
  ['a silence where three are usual', 0, [3, 3, 3, 4], 1],
  ['no silence where two are usual', 0, [2, 2, 2, 9], 0],
])('%s', (_, count, before, events) => {
  expect(last([hour(0, count), ...weekly(before)])).toHaveLength(events)
})

test('with fewer than four weeks the same hour of the last 28 days is the baseline', () => {
  const daily = Array.from({ length: 10 }, (_, index) => hour((index + 1) * 24, 2))
  expect(last([hour(0, 9), ...daily])).toMatchObject([{ kind: 'spike', median: 2 }])
  expect(last([hour(0, 9), ...daily.slice(0, 3)])).toEqual([])
})

test('an uncovered hour is neither a silence nor part of a baseline', () => {
  expect(last([hour(0, 0, false), ...weekly([5, 5, 5, 5])])).toEqual([])
  const uncovered = weekly([0, 0, 0, 0]).map((each) => ({ ...each, covered: false }))
  expect(last([hour(0, 9), ...uncovered])).toEqual([])
})

test('a spike does not raise the baseline for the next one', () => {
  expect(last([hour(0, 40), ...weekly([40, 40, 40, 40, 2, 2, 2, 2])])).toMatchObject([{ kind: 'spike', median: 2 }])
})

test('the order in which hours arrive does not matter', () => {
  const hours = [hour(0, 12), ...weekly([2, 3, 30, 3, 2, 3, 2, 3])]
  expect(hourEvents([...hours].reverse(), utc)).toEqual(hourEvents(hours, utc))
})

test('a weekday that is busier than the others becomes the usual one, and is a spike no more', () => {
  const hours = Array.from({ length: 70 }, (_, day) => hour(day * 24, day % 7 === 0 ? 6 : 0))
  expect(last(hours)).toEqual([])
  const burst = [hour(0, 30), ...hours.slice(1)]
  expect(last(burst)).toMatchObject([{ kind: 'spike', median: 6 }])
})
