import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createMatcher } from './matcher.ts'
import { parseQuery } from './parse.ts'

const doc = readFileSync(new URL('../../../../docs/query-language.md', import.meta.url), 'utf8')
const rows = [...doc.matchAll(/^\| (?:`` (.+?) ``|`([^`]+)`) \| ([^|`]+) \| ([^|`]+) \|$/gmu)].map(
  ([, literal, plain, matching, other]) => [literal ?? plain ?? '', matching ?? '', other ?? ''] as const,
)
const holds = (query: string, body: string): boolean => createMatcher([parseQuery(query)]).read({ title: '', body }).holding.length > 0

describe('docs/query-language.md tells what is', () => {
  test('and its rows are found', () => {
    expect(rows.length).toBe([...doc.matchAll(/^\| `/gmu)].length - 5)
  })
  test.each(rows)('%s matches %j and not %j', (query, matching, other) => {
    expect([holds(query, matching), holds(query, other)]).toEqual([true, false])
  })
  test.each([...doc.matchAll(/`(-?[a-z]+:[^`\s][^`\n]*)`/gu)].map(([, example]) => example ?? ''))('%s can be read', (example) => {
    expect(() => parseQuery(example)).not.toThrow()
  })
})
