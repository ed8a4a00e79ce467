import type { Kpi } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { changeOf, valueOf } from './change.ts'

const kpi = (over: Partial<Kpi>): Kpi => ({
  id: 'threads',
  value: 412,
  previous: 344,
  change: 19.77,
  unit: 'count',
  n: 412,
  nOf: 'threads',
  definition: '',
  version: 1,
  partial: false,
  series: [],
  ...over,
})

test('a change of counts is percent with one decimal, and says from what', () => {
  expect(changeOf(kpi({}))).toEqual({ direction: 'up', amount: '19.8\u202f%', from: 'from 344' })
})

test('where both counts are below 20 the difference itself is shown, since percent of a handful mislead', () => {
  expect(changeOf(kpi({ value: 5, previous: 2, change: 150 }))).toEqual({ direction: 'up', amount: '3', from: 'was 2' })
  expect(changeOf(kpi({ value: 20, previous: 2, change: 900 })).amount).toBe('900.0\u202f%')
})

test('positivity changes by points, and a fall carries no minus beside its arrow', () => {
  expect(changeOf(kpi({ id: 'positivity', unit: 'points', value: 48.8, previous: 53.1, change: -4.3 }))).toEqual({
    direction: 'down',
    amount: '4.3 points',
    from: 'from 53.1',
  })
})

test('from nothing it is new, never 100 %', () => {
  expect(changeOf(kpi({ value: 40, previous: 0, change: null }))).toEqual({ direction: 'up', amount: 'new', from: 'from 0' })
})

test('what is unknown is a dash with its reason, never 0', () => {
  const unknown = kpi({ id: 'positivity', unit: 'points', value: null, previous: null, change: null })
  expect(valueOf(unknown)).toBe('–')
  expect(changeOf(unknown).amount).toBeNull()
})

test('no change has no arrow and no 0 %', () => {
  expect(changeOf(kpi({ value: 0, previous: 0, change: null }))).toEqual({ direction: 'level', amount: null, from: '0 before, too' })
  expect(changeOf(kpi({ value: 412, previous: 412, change: 0 })).amount).toBeNull()
})

test('where nothing was collected before, a count is new and says since when, and positivity has no change', () => {
  expect(changeOf(kpi({ previous: 13, value: 2661, change: 20_369 }), '2020-01-02')).toEqual({
    direction: 'level',
    amount: 'new',
    from: 'no data before 2 Jan 2020',
  })
  expect(changeOf(kpi({ id: 'positivity', unit: 'points', value: 55.9, previous: 58.5, change: -2.6 }), '2020-01-02').amount).toBe(null)
  expect(changeOf(kpi({ id: 'aiCost', unit: 'usd', value: 2, previous: 1, change: 100 }), '2020-01-02').from).toBe('from $1.00')
})
