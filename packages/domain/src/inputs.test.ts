import { expect, test } from 'vitest'
import { newId } from './ids.ts'
import { ArchiveOptions, BrandCreate, BrandUpdate, CampaignCreate, ThreadFilter, ThreadsList, ThreadUpdate } from './inputs.ts'

const brandId = newId<'brand'>()
const scope = { type: 'automatic', brandId }
const messages = (parsed: { error?: { issues: { message: string }[] } | undefined }): string[] => (parsed.error?.issues ?? []).map(({ message }) => message)

test.each([
  ['10,000 characters', 'x'.repeat(10_000), 'at most 200 characters'],
  ['NUL', 'Ac\0me', 'a NUL character cannot be kept'],
  ['a high surrogate alone', 'Acme \ud83d', 'half of a surrogate pair cannot be kept'],
  ['a low surrogate alone', '\ude00 Acme', 'half of a surrogate pair cannot be kept'],
  ['spaces alone', ' \t\n ', 'must not be empty'],
  ['nothing', '', 'must not be empty'],
])('a name with %s is refused with a reason', (_, name, reason) => {
  expect(messages(BrandCreate.safeParse({ name }))).toContain(reason)
  expect(messages(CampaignCreate.safeParse({ brandId, name }))).toContain(reason)
  expect(messages(BrandUpdate.safeParse({ brandId, revision: 0, name }))).toContain(reason)
})

test.each([
  'عطر الورد',
  '\u202eemcA\u202c',
  'Acme 👩‍👩‍👧‍👦 🏳️‍🌈',
  'Ｆｕｌｌ',
  "Robert'); drop table brands; --",
  '<script>alert(1)</script>',
  '=cmd|x!A1',
  'é\u0301',
])('the name %j is kept as it is', (name) => {
  expect(BrandCreate.parse({ name }).name).toBe(name)
})

test('a name is kept without the spaces around it, and 200 characters fit', () => {
  expect(BrandCreate.parse({ name: '  Acme  ' }).name).toBe('Acme')
  expect(BrandCreate.safeParse({ name: 'x'.repeat(200) }).success).toBe(true)
})

test.each([
  ['NUL', 'https://example.com/\0'],
  ['a lone surrogate', 'https://example.com/\ud800'],
  ['script', 'javascript:alert(1)'],
  ['no host', 'https://'],
  ['a space in its host', 'https://a b.c'],
  ['3,000 characters', `https://example.com/${'x'.repeat(3_000)}`],
  ['no protocol', 'example.com'],
])('a web site with %s is refused', (_, website) => {
  expect(BrandCreate.safeParse({ name: 'Acme', website }).success).toBe(false)
})

test('a keyword has a letter or a digit, in any script', () => {
  const keywords = (primaryKeywords: string[]) => BrandCreate.safeParse({ name: 'Acme', primaryKeywords }).success
  expect(keywords(['deno', 'corona*', '微信', 'C++'])).toBe(true)
  for (const keyword of ['*', '***', '  ', '++', '🔥']) expect(keywords([keyword])).toBe(false)
  expect(keywords(Array.from({ length: 201 }, (_, index) => `k${index}`))).toBe(false)
})

test('a field that is missing, null, extra or of another type is refused', () => {
  for (const input of [
    undefined,
    null,
    {},
    [],
    'Acme',
    { name: null },
    { name: 7 },
    { name: ['Acme'] },
    { name: 'Acme', workspaceId: newId() },
    { name: 'Acme', scoutIntervalHours: '6' },
    { name: 'Acme', scoutIntervalHours: 0 },
    { name: 'Acme', scoutIntervalHours: 1.5 },
    { name: 'Acme', scoutIntervalHours: 169 },
  ])
    expect(BrandCreate.safeParse(input).success).toBe(false)
})

test('a schedule is checked before it is stored', () => {
  const withSchedule = (schedule: unknown) => messages(CampaignCreate.safeParse({ brandId, name: 'Launch', schedule }))
  expect(withSchedule({ cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin' })).toEqual([])
  expect(withSchedule(null)).toEqual([])
  expect(withSchedule({ cron: '@hourly', timeZone: 'Europe/Berlin' })).toEqual([
    'not a cron expression: five fields, minute hour day month weekday, such as "0 8 * * 1-5"',
  ])
  expect(withSchedule({ cron: '0 8 * * *', timeZone: 'Mars/Base' })).toEqual(['not a time zone: an IANA name such as Europe/Berlin'])
  expect(withSchedule({ cron: '0 8 * * *' })).not.toEqual([])
})

test.each([-1, 1.5, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.NaN, '0', null])('%s is no revision', (revision) => {
  expect(ThreadUpdate.safeParse({ scope, threadId: newId(), revision }).success).toBe(false)
})

test('a correction of the sentiment lies in −1 to 1, and null takes it back', () => {
  const corrected = (sentiment: unknown) => ThreadUpdate.safeParse({ scope, threadId: newId(), revision: 0, sentiment }).success
  expect([-1, 0, 1, null].map(corrected)).toEqual([true, true, true, true])
  expect([1.01, -1.7, Number.NaN, Number.POSITIVE_INFINITY, '1'].map(corrected)).toEqual([false, false, false, false, false])
})

test('a list is asked for within its scope and its limits', () => {
  expect(ThreadsList.safeParse({ scope, limit: 200, sort: 'newest', filter: { sentiment: 'negative', text: 'ئ %_\\' } }).success).toBe(true)
  for (const input of [
    {},
    { limit: 10 },
    { scope, limit: 0 },
    { scope, limit: 201 },
    { scope, limit: '10' },
    { scope, sort: 'score' },
    { scope, filter: { brandId } },
    { scope, cursor: 'x'.repeat(501) },
  ])
    expect(ThreadsList.safeParse(input).success).toBe(false)
})

test('a filter cannot name another scope', () => {
  expect(ThreadFilter.safeParse({ campaignId: newId() }).success).toBe(false)
  expect(ThreadFilter.safeParse({ scope }).success).toBe(false)
})

test('the options of an archive name no file', () => {
  expect(ArchiveOptions.safeParse({ format: 'csv', columns: { id: 'objectID' } }).success).toBe(true)
  expect(ArchiveOptions.safeParse({ file: '/etc/passwd' }).success).toBe(false)
  expect(ArchiveOptions.safeParse({ columns: { secret: 'x' } }).success).toBe(false)
})
