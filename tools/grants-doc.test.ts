import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { grantsDoc, grantsDocFile } from './grants-doc.ts'

test('the page of definitions says what the cards say', () => {
  expect(readFileSync(grantsDocFile, 'utf8')).toBe(grantsDoc())
})
