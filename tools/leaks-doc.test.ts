import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leaksDoc, writtenLeaksDoc } from './leaks-doc.ts'
import { leakIds, taggedTests } from './prove/leaks.ts'

test('the page of leaks says what the tests say', () => {
  expect(writtenLeaksDoc()).toBe(leaksDoc())
})
test('every shape of a leak is looked for by a test', () => {
  const seen = new Set(taggedTests(join(import.meta.dirname, '..')).flatMap(({ leaks }) => leaks))
  // No prompt is written before the library that sends one is there.
  const withoutPrompts = readFileSync(join(import.meta.dirname, '../pnpm-workspace.yaml'), 'utf8').includes('openai') ? [] : ['L14']
  expect(leakIds.filter((id) => !seen.has(id))).toEqual(withoutPrompts)
})
