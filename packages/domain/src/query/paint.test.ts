import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paintQuery, queryPieces } from './paint.ts'
import { parseQuery } from './parse.ts'

const shown = (text: string) => paintQuery(text).map(({ at, end, paint }) => `${paint} ${text.slice(at, end)}`)

test('operators, fields, groups, phrases and terms are told apart as the parser reads them', () => {
  expect(shown('(deno OR "fresh framework") NEAR/10 crash* -title:release')).toEqual([
    'group (',
    'term deno',
    'operator OR',
    'phrase "fresh framework"',
    'group )',
    'operator NEAR/10',
    'term crash*',
    'operator -',
    'field title:',
    'term release',
  ])
})

test('a query that is still being written is painted as far as it can be read', () => {
  expect(shown('deno AND "fresh fra')).toEqual(['term deno', 'operator AND'])
  expect(shown('')).toEqual([])
})

test('whatever is written, stretches stand in order inside of the text and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab "()*:=-{}`\\/ORNEAD“„5\n') }), (text) => {
      let last = 0
      for (const { at, end } of paintQuery(text)) {
        expect(at).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(at)
        expect(end).toBeLessThanOrEqual(text.length)
        last = end
      }
    }),
  )
})

test('each piece makes a query that can be read, once a term is written at its caret', () => {
  for (const { piece } of queryPieces) expect(() => parseQuery(`deno ${piece.replace('|', 'crash')}`), piece).not.toThrow()
})
