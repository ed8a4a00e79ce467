import { expect, test } from 'vitest'
import { headIn } from './upload.ts'

test('a refusal that carries the columns of a table gives its first rows, any other gives none', () => {
  const refusal = (reason: string, details: unknown) => JSON.stringify({ error: { message: 'no', data: { reason, details } } })
  expect(headIn(refusal('invalid_archive', { file: 'a.csv', columns: ['Was', 'Wann'], sample: [['x', '2020-01-01']] }))).toEqual([
    ['Was', 'Wann'],
    ['x', '2020-01-01'],
  ])
  expect(headIn(refusal('invalid_archive', { file: 'a.csv' }))).toBe(null)
  expect(headIn(refusal('forbidden', { columns: ['a'], sample: [] }))).toBe(null)
  expect(headIn('<html>')).toBe(null)
})
