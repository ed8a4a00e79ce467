import { newId } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { destinations, found } from './destinations.ts'

const brand = { id: newId<'brand'>(), name: 'Zephyr' }
const known = {
  viewer: { role: 'owner', limits: null },
  brand,
  brands: [brand, { id: newId<'brand'>(), name: 'Other' }],
  campaigns: [{ id: newId<'campaign'>(), name: 'Launch week' }],
} as const
const labels = (typed: string) => found(destinations(known), typed).map(({ label }) => label)

test('words are found in any order and case, what begins with them first', () => {
  expect(labels('threads')).toEqual(['Threads', 'Launch week: threads'])
  expect(labels('week LAUNCH')).toEqual(['Launch week', 'Launch week: threads', 'Launch week: insights'])
  expect(labels('nothing like it')).toEqual([])
  expect(labels('other')).toEqual(['Other'])
})

test('nobody is led to a page that their role does not open', () => {
  const seen = destinations({ ...known, viewer: { role: 'viewer', limits: null } }).map(({ label }) => label)
  expect(['New campaign', 'Brand settings', 'Import', 'New brand', 'Privacy'].filter((label) => seen.includes(label))).toEqual([])
  expect(seen).toContain('Threads')
})

test('an editor of one campaign is led to it, to the list it stands in, and to nothing of its brand', () => {
  const [campaign] = known.campaigns
  const limited = { role: 'editor', limits: [{ type: 'campaign', campaignId: campaign.id }] } as const
  const seen = destinations({ ...known, brands: [brand], viewer: limited }).map(({ label }) => label)
  expect(seen).toEqual(['All campaigns', 'Launch week', 'Launch week: threads', 'Launch week: insights', 'Separation', 'Settings'])
})
