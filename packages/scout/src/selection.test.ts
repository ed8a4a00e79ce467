import type { ScoutPlan } from '@echoscope/db'
import type { Post } from '@echoscope/domain'
import { describe, expect, test } from 'vitest'
import { createSelection } from './selection.ts'

const plan: ScoutPlan = {
  brandStatus: 'active',
  campaignStatus: 'active',
  startsAt: null,
  endsAt: null,
  keywords: ['deno'],
  exclusions: ['bun'],
  query: null,
  sampleSince: null,
  brandTerms: ['Deno'],
  names: { brand: { name: 'Deno', terms: ['Deno'] }, products: [], competitors: [] },
  sources: ['reddit'],
  communities: [],
  languages: [],
}
const post = (title: string, body = ''): Post => ({
  platform: 'reddit',
  externalId: 't3_a',
  url: '',
  community: { name: 'r/deno', url: '', members: null },
  author: null,
  title,
  body,
  publishedAt: new Date('2026-11-01T08:00:00Z'),
  observedAt: null,
  score: 1,
  comments: 0,
  parentExternalId: null,
})
const decide = (given: Post, changes: Partial<ScoutPlan> = {}) => {
  const decision = createSelection({ ...plan, ...changes }, { source: 'reddit', window: null })(given)
  return 'kept' in decision ? 'kept' : 'held' in decision ? decision.held() : decision.leftOut
}

test('what is held back says why: no keyword, or where its exclusion stands', () => {
  expect(decide(post('of something else'))).toMatchObject({ reason: 'no_match', matches: [], detail: null })
  expect(decide(post('deno and bun'))).toMatchObject({ reason: 'excluded', matches: [{ term: 'bun', field: 'title', start: 9, end: 12 }] })
  expect(decide(post('deno'), { communities: ['r/rust'] })).toMatchObject({ reason: 'other_community' })
  expect(decide(post('deno'))).toBe('kept')
})

describe('a campaign that listens to some languages', () => {
  const german = post('deno', 'Seit dem letzten Update stürzt das Programm leider jeden Tag mehrmals ab und niemand antwortet auf meine Fragen.')
  test('holds back a post in another one, and says which', () => {
    expect(decide(german, { languages: ['en'] })).toMatchObject({ reason: 'language', detail: 'de', language: 'de' })
    expect(decide(german, { languages: ['en', 'de'] })).toBe('kept')
    expect(decide(german)).toBe('kept')
  })
  test('keeps a post whose language cannot be told', () => {
    expect(decide(post('deno?'), { languages: ['fr'] })).toBe('kept')
  })
})

test('a plain advertisement is held back with its signs, and a post that only sounds like one is kept', () => {
  const advertisement = 'You have won a guaranteed cash prize! Earn $5000 a week, act now, limited offer! WhatsApp +44 7700 900123 or bit.ly/deno-cash'
  expect(decide(post('deno giveaway', advertisement))).toMatchObject({ reason: 'spam', detail: expect.stringContaining('prize') })
  expect(decide(post('deno deploy is 20% off', 'Is anybody using the promo code? I would like to hurry.'))).toBe('kept')
})
