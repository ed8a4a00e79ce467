import { expect, test } from 'vitest'
import { isWordAt, isWordBefore, units } from './units.ts'

test('two units fold to one where a pattern that ignores case takes one for the other, and of ASCII only there', () => {
  const { fold } = units()
  const changed = [...fold.keys()].filter((unit) => fold[unit] !== unit)
  const withCase = [...new Set(changed.flatMap((unit) => [unit, fold[unit] ?? 0]))]
  const all = withCase.map((unit) => String.fromCharCode(unit)).join('')
  for (const unit of withCase) {
    const taken = new RegExp(`\\u{${unit.toString(16)}}`, 'giu')
    for (const [other] of all.matchAll(taken)) expect(fold[other.charCodeAt(0)], `${unit.toString(16)} ${other}`).toBe(fold[unit])
    const folded = String.fromCharCode(fold[unit] ?? 0)
    if (folded < '\x80') expect(folded.match(taken), unit.toString(16)).not.toBeNull()
  }
  const others = String.fromCharCode(...Array.from({ length: 0x8_00 }, (_, unit) => unit))
  for (let unit = 0; unit < 0x8_00; unit += 1)
    for (const [other] of others.matchAll(new RegExp(`\\u{${unit.toString(16)}}`, 'giu'))) expect(fold[other.charCodeAt(0)]).toBe(fold[unit])
})

test('a letter of four bytes is a letter, half of one is none', () => {
  expect([isWordBefore('𝒜b', 2), isWordBefore('x\ud835b', 2), isWordBefore('x\udc9cb', 2), isWordBefore('b', 0)]).toEqual([true, false, false, false])
  expect([isWordAt('b𝒜', 1), isWordAt('b\ud835x', 1), isWordAt('b\udc9c', 1), isWordAt('b', 1)]).toEqual([true, false, false, false])
})
