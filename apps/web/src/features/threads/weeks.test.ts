import { expect, test } from 'vitest'
import { weekOf, weekWords } from './weeks.ts'

test('a week goes from Monday to Sunday, over the ends of months and years', () => {
  expect(['2026-11-23', '2026-11-24', '2026-11-29', '2026-11-30'].map(weekOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23', '2026-11-30'])
  expect(weekOf('2027-01-01')).toBe('2026-12-28')
  expect(weekOf('2024-02-29')).toBe('2024-02-26')
})

test('the two latest weeks are named, every other by its days', () => {
  const words = (monday: string) => weekWords(monday, '2026-11-24')
  expect(words('2026-11-23')).toBe('This week')
  expect(words('2026-11-16')).toBe('Last week')
  expect(words('2026-11-09')).toBe('9 to 15 November')
  expect(words('2026-10-26')).toBe('26 October to 1 November')
  expect(words('2025-12-29')).toBe('29 December 2025 to 4 January 2026')
  // A place's clock may be ahead of ours.
  expect(words('2026-11-30')).toBe('30 November to 6 December')
})
