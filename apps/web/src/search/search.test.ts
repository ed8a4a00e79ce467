import { expect, test } from 'vitest'
import { parseDashboardSearch } from './dashboard.ts'
import { parseRangeSearch, rangeInput } from './range.ts'
import { parseSignInSearch } from './sign-in.ts'
import { filterOf, parseThreadsSearch } from './threads.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const now = new Date('2026-11-23T23:59:00Z')

test('an address that makes no sense falls back to the default and never breaks the page', () => {
  for (const raw of [
    {},
    { days: 31 },
    { from: '2026-11-01' },
    { from: '2026-11-05', to: '2026-11-01' },
    { from: '2026-02-30', to: '2026-03-01' },
    { from: 7, to: [] },
  ])
    expect(parseRangeSearch(raw)).toEqual({})
})

test('days of an instant are kept, and both ends win over a number of days', () => {
  expect(parseRangeSearch({ from: '2020-11-01T00:00:00Z', to: '2020-12-01', days: 7 })).toEqual({ from: '2020-11-01', to: '2020-12-01' })
})

test('seven days end with today, in UTC, half open', () => {
  expect(rangeInput({ days: 7 }, now)).toEqual({ from: '2026-11-17', to: '2026-11-24' })
  expect(rangeInput({}, now)).toBeUndefined()
})

test('filters of a link are read one by one: a bad one is left out, the rest stay', () => {
  expect(parseThreadsSearch({ communityId: id, painPointId: 'x', sentiment: 'angry', author: 42, text: '   ', status: 'done', sort: 'newest' })).toEqual({
    communityId: id,
    author: '42',
    status: 'done',
  })
})

test('which thread is open, the order and the days are no filters', () => {
  expect(filterOf(parseThreadsSearch({ thread: id, sort: 'oldest', days: 7 }))).toBeUndefined()
  expect(filterOf(parseThreadsSearch({ thread: id, author: 'u/x', days: 7 }))).toEqual({ author: 'u/x' })
})

test('overlays are ids, at most three', () => {
  expect(parseDashboardSearch({ overlay: [id, 'x', 3, id, id, id], watch: 'echo', voices: 'reach', trend: 'table' })).toEqual({
    overlay: [id, id, id],
    voices: 'reach',
    trend: 'table',
  })
  expect(parseDashboardSearch({ overlay: 'all' })).toEqual({})
})

test('a sign-in leads back to a page of this site alone', () => {
  expect(parseSignInSearch({ to: '/brands/x?days=7', why: 'ended' })).toEqual({ to: '/brands/x?days=7', why: 'ended' })
  for (const to of ['https://example.com', '//example.com', '/\\example.com', 'javascript:alert(1)', '', 7, '/sign-in?to=/sign-in', '/'])
    expect(parseSignInSearch({ to, why: 'other' })).toEqual({})
})
