import type { BrandId, CampaignId } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { mayOf } from './may.ts'

const [one, other] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'] as BrandId[] as [BrandId, BrandId]
const campaignId = '018f0000-0000-7000-8000-000000000003' as CampaignId
const shortOf = (may: ReturnType<typeof mayOf>) => [may.edit, may.addBrand, may.own, may.seeWorkspace, may.enterBrand(one), may.enterBrand(other)]

test.each([
  ['an owner may all', { role: 'owner', limits: null }, [true, true, true, true, true, true]],
  ['an editor may change all but the workspace', { role: 'editor', limits: null }, [true, true, false, true, true, true]],
  ['a viewer changes nothing', { role: 'viewer', limits: null }, [false, false, false, true, true, true]],
  ['an editor of one brand makes no brands', { role: 'editor', limits: [{ type: 'brand', brandId: one }] }, [true, false, false, false, true, false]],
  [
    'an editor of one campaign enters no Brand Analytics',
    { role: 'editor', limits: [{ type: 'campaign', campaignId }] },
    [true, false, false, false, false, false],
  ],
  ['somebody whose reach was removed enters nothing', { role: 'editor', limits: [] }, [true, false, false, false, false, false]],
] as const)('%s', (_, viewer, expected) => {
  expect(shortOf(mayOf(viewer))).toEqual(expected)
})
