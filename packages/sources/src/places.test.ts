import { expect, test } from 'vitest'
import { connectors } from './connect/all.ts'
import { platformOf } from './places.ts'

test.each([
  ['Stack Exchange', 'stack-exchange'],
  ['StackExchange', 'stack-exchange'],
  ['MASTODON', 'mastodon'],
  ['Bluesky', 'bluesky'],
  ['YouTube', 'youtube'],
  ['GitHub', 'github'],
  ['App Store', 'app-store'],
  ['google_play', 'google-play'],
  ['Hacker News', 'hacker-news'],
  ['HN', 'hacker-news'],
  ['Reddit', 'reddit'],
  ['Our Forum', 'Our Forum'],
])('the platform %s of an archive is %s: an author who was erased there does not come back under another spelling', (given, expected) => {
  expect(platformOf(given)).toBe(expected)
})
test('every source of the house has its platform among the known ones', () => {
  for (const { kind } of connectors) expect(platformOf(kind.toUpperCase())).toBe(kind === 'feeds' ? 'FEEDS' : kind)
})
