import type { BrandId, Campaign } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { asQuery, check, draftOf, emptyDraft, queryFault } from './draft.ts'

const brandId = '0190a000-0000-7000-8000-000000000001' as BrandId
const draft = { ...emptyDraft('Europe/Berlin', ['hacker-news']), name: 'Generics in Go', keywords: ['generic', 'generics'] }

test('the last day is included: the campaign ends when the day after it begins', () => {
  const { fields } = check({ ...draft, firstDay: '2026-11-01', lastDay: '2026-11-30' }, brandId)
  expect([fields?.startsAt, fields?.endsAt]).toEqual(['2026-11-01T00:00:00Z', '2026-12-01T00:00:00.000Z'])
})

test('what is made from a campaign and not changed says the same campaign', () => {
  const made = check({ ...draft, firstDay: '2026-11-01', lastDay: '2026-11-30', communities: ['r/golang'] }, brandId).fields
  const again = check(draftOf({ ...made, description: '', excludeKeywords: [], sources: ['hacker-news'] } as unknown as Campaign, 'UTC'), brandId).fields
  expect(again).toEqual(made)
})

test('each fault is told at its field', () => {
  expect(Object.keys(check({ ...draft, name: '  ' }, brandId).problems ?? {})).toEqual(['name'])
  expect(Object.keys(check({ ...draft, keywords: [] }, brandId).problems ?? {})).toEqual(['keywords'])
  expect(Object.keys(check({ ...draft, keywords: ['***'] }, brandId).problems ?? {})).toEqual(['keywords'])
  expect(Object.keys(check({ ...draft, timeZone: 'Mars/Olympus' }, brandId).problems ?? {})).toEqual(['schedule'])
  expect(Object.keys(check({ ...draft, firstDay: '2026-11-05', lastDay: '2026-11-04' }, brandId).problems ?? {})).toEqual(['endsAt'])
})

test('a query stands in the place of the keywords, is kept as it was written, and is refused with what to write instead', () => {
  const made = check({ ...draft, keywords: [], by: 'query', query: 'generic* NEAR/3 go' }, brandId).fields
  expect(made?.query).toBe('generic* NEAR/3 go')
  expect(draftOf({ ...made, description: '' } as unknown as Campaign, 'UTC').query).toBe('generic* NEAR/3 go')
  expect(check({ ...draft, query: 'left behind (' }, brandId).fields?.query).toBeNull()
  expect(check({ ...draft, by: 'query', query: '(generic' }, brandId).problems).toEqual({
    query: expect.stringMatching(/^Character 1 of the query: .+ Add \) where the group ends/),
  })
})

test('keywords that are taken over into a query find what they found', () => {
  expect(asQuery(['generic*', 'C++', 'type parameter', 'OR'])).toBe('generic* OR {C++} OR {type parameter} OR {OR}')
  expect(queryFault(asQuery(['generic*', 'C++', 'a "quoted" {brace}', 'OR']))).toBeNull()
  expect(asQuery([])).toBe('')
})
