import { newId } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { destinations, found } from './destinations.ts'

const brand = { id: newId<'brand'>(), name: 'Zephyr' }
const known = {
  viewer: { role: 'owner' },
  brand,
  brands: [brand, { id: newId<'brand'>(), name: 'Other' }],
  campaigns: [{ id: newId<'campaign'>(), name: 'Launch week' }],
} as const
const labels = (typed: string) => found(destinations(known), typed).map(({ label }) => label)

test('words are found in any order and case, what begins with them first', () => {
  expect(labels('threads')).toEqual(['Threads', 'Launch week: threads'])
  expect(labels('week LAUNCH')).toEqual(['Launch week', 'Launch week: threads'])
  expect(labels('nothing like it')).toEqual([])
  expect(labels('other')).toEqual(['Other'])
})

test('nobody is led to a page that their role does not open', () => {
  const seen = destinations({ ...known, viewer: { role: 'viewer' } }).map(({ label }) => label)
  expect(['New campaign', 'Brand settings', 'New brand', 'Privacy'].filter((label) => seen.includes(label))).toEqual([])
  expect(seen).toContain('Threads')
})
