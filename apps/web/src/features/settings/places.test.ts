import type { BrandId, CampaignId, MemberLimit } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { reachNames, toggled } from './places.ts'

const [brandId, campaignId] = ['b' as BrandId, 'c' as CampaignId]
const places = [{ brand: { id: brandId, name: 'Deno' }, campaigns: [{ id: campaignId, name: 'Launch' }] }]
const limits: readonly MemberLimit[] = [
  { type: 'brand', brandId },
  { type: 'campaign', campaignId },
]

test('a reach is told by names, the whole workspace and nothing at all included', () => {
  expect(reachNames(limits, places)).toEqual(['Deno', 'Launch'])
  expect([reachNames(null, places), reachNames([], places)]).toEqual([['The whole workspace'], ['Nothing any more']])
  expect(reachNames([{ type: 'brand', brandId: 'x' as BrandId }], places)).toEqual(['An archived brand'])
})
test('a brand and a campaign are chosen and let go apart from each other', () => {
  expect(toggled(limits, { type: 'brand', brandId })).toEqual([limits[1]])
  expect(toggled([], { type: 'campaign', campaignId })).toEqual([limits[1]])
})
