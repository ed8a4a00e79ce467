import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metricsDoc, metricsDocFile } from './metrics-doc.ts'

test('the page of definitions says what the cards say', () => {
  expect(readFileSync(metricsDocFile, 'utf8')).toBe(metricsDoc())
})
