import { zoneOf } from '@echoscope/domain'
import type { PainPointId, ScopeEvent } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { marksOf } from './trend-marks.ts'

const points = ['2026-11-11', '2026-11-12', '2026-11-13'].map((day) => ({
  start: day,
  threads: 1,
  engagement: 1,
  positivity: null,
  partial: false,
  cut: null,
}))
const hour = (kind: 'spike' | 'silence', from: string, threads: number): ScopeEvent => ({ kind, from, to: from, threads, median: 2, threshold: 5 })

test('the hours of a day that stood out are one mark on it, told by the highest, in UTC as the days are', () => {
  const marks = marksOf([hour('spike', '2026-11-12T09:00:00.000Z', 6), hour('spike', '2026-11-12T23:00:00.000Z', 9)], { points }, zoneOf('UTC'))
  expect(marks).toEqual([
    {
      at: 1,
      kind: 'spike',
      title: 'Spike, Thu 12 Nov',
      detail: '9 in one hour',
      words: 'Spike from 23:00 UTC on Thu 12 Nov: 9 threads in an hour that usually has 2, and in 1 other hour',
    },
  ])
})

test('a silence beside a spike is a mark of its own, and a new pain point is none', () => {
  const fresh = {
    kind: 'new_pain_point',
    from: points[0]?.start ?? '',
    to: '',
    painPoint: { id: 'p' as PainPointId, keyword: 'sync fails' },
    threads: 5,
  } as const
  const marks = marksOf([fresh, hour('silence', '2026-11-13T01:00:00.000Z', 0), hour('spike', '2026-11-13T05:00:00.000Z', 7)], { points }, zoneOf('UTC'))
  expect(marks.map(({ at, kind }) => [at, kind])).toEqual([
    [2, 'silence'],
    [2, 'spike'],
  ])
})

test('an hour before the first bucket is marked nowhere', () => {
  expect(marksOf([hour('spike', '2026-11-10T09:00:00.000Z', 6)], { points }, zoneOf('UTC'))).toEqual([])
})

test('in another zone an hour is marked on the day that it has there, and told by its clock', () => {
  const marks = marksOf([hour('spike', '2026-11-12T19:15:00.000Z', 6)], { points }, zoneOf('Asia/Kathmandu'))
  expect(marks).toMatchObject([{ at: 2, title: 'Spike, Fri 13 Nov', words: expect.stringContaining('Spike from 01:00 Asia/Kathmandu on Fri 13 Nov') }])
})
