import { expect, test } from 'vitest'
import { createFindings } from './findings.ts'
import { mostRecentlyUsed, planRegistry } from './registry-plan.ts'
import type { OldBrand, OldCampaign } from './registry-read.ts'

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const nothing = {
  name: 'A name',
  description: null,
  keywords: null,
  excludeKeywords: null,
  sources: null,
  communities: null,
  status: 'active',
  isActive: null,
  createdAt: null,
  updatedAt: null,
  insights: null,
  aiInsights: null,
  row: '{}',
}
const campaign = (number: number, values: Partial<OldCampaign> = {}): OldCampaign => ({
  ...nothing,
  id: id(number),
  brandId: id(1),
  metadata: '{"is_auto_campaign": true}',
  scheduleInterval: null,
  timeZone: null,
  startsAt: null,
  endsAt: null,
  error: null,
  lastRunAt: null,
  ...values,
})
const brand: OldBrand = { ...nothing, id: id(1), website: null, industry: null, productKeywords: null, competitors: null }
const fresh = { typeOf: new Map<string, 'automatic' | 'custom'>(), automaticOf: new Map<string, string>() }
const typesOf = (campaigns: readonly OldCampaign[], standing: typeof fresh = fresh) =>
  Object.fromEntries(
    planRegistry({ brands: [brand], campaigns, newestThread: new Map() }, standing, createFindings()).campaigns.map((each) => [each.id, each.type]),
  )

test('most recently used is the last run, then the newest analysed thread, then the last change, then the greatest id; never comes last', () => {
  const run = campaign(2, { lastRunAt: '2025-01-01 00:00:00+00' })
  const laterRun = campaign(3, { lastRunAt: '2025-01-01 00:00:00-01' })
  const [thread, change, plain, last] = [campaign(4), campaign(5, { updatedAt: '2025-03-01' }), campaign(6), campaign(7)]
  const newest = new Map([[id(4), '2025-02-01T00:00:00.000000Z']])
  const pick = (...from: OldCampaign[]) => mostRecentlyUsed(from, newest)?.id
  expect(pick(run, laterRun, thread, change, last)).toBe(id(3))
  expect(pick(change, thread, last)).toBe(id(4))
  expect(pick(plain, change, last)).toBe(id(5))
  expect(pick(last, plain)).toBe(id(7))
  expect(pick()).toBeUndefined()
})

test('what was decided here before stands, whatever the old database says now', () => {
  const both = [campaign(2, { lastRunAt: '2025-01-01' }), campaign(3, { lastRunAt: '2025-06-01' })]
  expect(typesOf(both)).toEqual({ [id(2)]: 'custom', [id(3)]: 'automatic' })
  const standing = { typeOf: new Map([[id(2), 'automatic' as const]]), automaticOf: new Map([[id(1), id(2)]]) }
  expect(typesOf(both, standing)).toEqual({ [id(2)]: 'automatic', [id(3)]: 'custom' })
  const elsewhere = { typeOf: new Map(), automaticOf: new Map([[id(1), id(99)]]) }
  expect(typesOf(both, elsewhere)).toEqual({ [id(2)]: 'custom', [id(3)]: 'custom' })
})

test('an automatic campaign gives its interval and its pause to the brand, which has no other switch', () => {
  const plan = planRegistry(
    { brands: [brand], campaigns: [campaign(2, { scheduleInterval: '12 hours', status: 'error', error: 'quota' })], newestThread: new Map() },
    fresh,
    createFindings(),
  )
  expect(plan.brands).toMatchObject([{ intervalHours: 12, status: 'paused' }])
  expect(plan.campaigns).toMatchObject([{ type: 'automatic', cron: null, status: 'paused' }])
  expect(JSON.parse(plan.campaigns[0]?.metadata ?? '')).toMatchObject({ legacy: { reason: 'quota', status: 'error' } })
})

test('a campaign without a brand is given none', () => {
  const plan = planRegistry(
    { brands: [brand], campaigns: [campaign(2, { brandId: id(8) }), campaign(3, { brandId: null })], newestThread: new Map() },
    fresh,
    createFindings(),
  )
  expect(plan.homeless.map((each) => each.id)).toEqual([id(2), id(3)])
  expect(plan.campaigns.map(({ old }) => old)).toEqual([null])
})
