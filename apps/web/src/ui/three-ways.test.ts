import { expect, test } from 'vitest'
import { differences, merged } from './three-ways.ts'

const base = { name: 'Launch', words: ['a'], note: '' }

test('a field changed on one side alone can stand beside the other side’s', () => {
  const three = { base, theirs: { ...base, words: ['a', 'b'] }, mine: { ...base, note: 'mine' } }
  expect(differences(three)).toEqual([{ field: 'words', theirs: ['a', 'b'], mine: ['a'], both: false }])
  expect(merged(three)).toEqual({ name: 'Launch', words: ['a', 'b'], note: 'mine' })
})

test('a field changed on both sides is told apart, and a merge keeps what was typed here', () => {
  const three = { base, theirs: { ...base, name: 'Theirs' }, mine: { ...base, name: 'Mine' } }
  expect(differences(three)).toEqual([{ field: 'name', theirs: 'Theirs', mine: 'Mine', both: true }])
  expect(merged(three).name).toBe('Mine')
})

test('where both wrote the same there is nothing to choose', () => {
  expect(differences({ base, theirs: { ...base, note: 'x' }, mine: { ...base, note: 'x' } })).toEqual([])
})
