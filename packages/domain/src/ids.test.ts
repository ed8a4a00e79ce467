import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { BrandId, type CampaignId, isUuid, newId, type ThreadId } from './ids.ts'

const parts = (id: string): string[] => id.split('-')

test('a new id has the layout of UUIDv7: milliseconds first, version 7, variant 10', () => {
  const lastMs = 2 ** 48 - 1
  fc.assert(
    fc.property(fc.integer({ min: 0, max: lastMs }), (nowMs) => {
      const [time = '', timeLow = '', version = '', variant = ''] = parts(newId(nowMs))
      return Number.parseInt(time + timeLow, 16) === nowMs && version.startsWith('7') && /^[89ab]/.test(variant)
    }),
  )
})

test('ids made in a later millisecond sort after earlier ones, as text', () => {
  const times = fc.integer({ min: 0, max: 2 ** 48 - 2 })
  fc.assert(fc.property(times, times, (a, b) => a === b || newId(a) < newId(b) === a < b))
})

test('ten thousand ids of one millisecond are all different and all pass for ids', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_700_000_000_000))
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.every(isUuid)).toBe(true)
})

test.each([
  ['upper case', '0190A0A0-0000-7000-8000-000000000000'],
  ['no hyphens', '0190a0a0000070008000000000000000'],
  ['in braces', '{0190a0a0-0000-7000-8000-000000000000}'],
  ['a newline after it', '0190a0a0-0000-7000-8000-000000000000\n'],
  ['a statement after it', "0190a0a0-0000-7000-8000-000000000000'; drop table threads; --"],
  ['digits of another script', '٠190a0a0-0000-7000-8000-000000000000'],
  ['nothing', ''],
])('a UUID with %s is not the spelling that may stand in SQL', (_, text) => {
  expect(isUuid(text)).toBe(false)
  expect(BrandId.safeParse(text).error?.issues[0]?.message).toBe('a brand id is a UUID in lower case')
})

test('the id of one kind of thing does not pass for that of another, nor does plain text', () => {
  expectTypeOf<ThreadId>().not.toExtend<BrandId>()
  expectTypeOf<CampaignId>().not.toExtend<BrandId>()
  expectTypeOf<string>().not.toExtend<BrandId>()
  expect(BrandId.parse('0190a0a0-0000-7000-8000-000000000000')).toBe('0190a0a0-0000-7000-8000-000000000000')
})
