import { newId } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { check, intervals, intervalWords } from './draft.ts'
import type { Draft } from './draft.ts'

const draft: Draft = {
  name: 'Zephyr',
  website: 'zephyr.example',
  description: '',
  primaryKeywords: ['zephyr'],
  productKeywords: [],
  excludeKeywords: [],
  competitors: [],
  sources: ['hacker-news'],
  scoutIntervalHours: 6,
}
const brand = { id: newId<'brand'>(), revision: 3 }

test('what is sent carries the revision the form began with, and the web site as an address', () => {
  expect(check(draft, brand).fields).toMatchObject({ brandId: brand.id, revision: 3, website: 'https://zephyr.example' })
  expect(check({ ...draft, website: ' ' }, brand).fields).toMatchObject({ website: null })
})

test('a brand without a keyword or a name is not sent, and the field is named', () => {
  expect(check({ ...draft, primaryKeywords: [] }, brand).problems).toEqual({ primaryKeywords: 'a brand needs at least one keyword to look for' })
  expect(Object.keys(check({ ...draft, name: ' ' }, brand).problems ?? {})).toEqual(['name'])
})

test('an interval set by a script stays among the choices', () => {
  expect(intervals(5)).toEqual([1, 2, 3, 5, 6, 12, 24, 48, 168])
  expect(intervals(6)).toHaveLength(8)
  expect([1, 6, 24, 48, 168].map(intervalWords)).toEqual(['every hour', 'every 6 hours', 'every day', 'every 2 days', 'every week'])
})
