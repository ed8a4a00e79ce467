import { expect, test } from 'vitest'
import { websiteOf } from '../../ui/website.ts'
import { proposedKeywords } from './proposals.ts'

test('the name, the name as one word and the web site’s own word are proposed, each once', () => {
  expect(proposedKeywords('Lumen  Home', 'https://www.lumen-bulbs.example')).toEqual(['Lumen Home', 'LumenHome', 'lumen-bulbs'])
  expect(proposedKeywords('Deno', 'https://deno.com')).toEqual(['Deno'])
})

test('nothing is proposed that could never match', () => {
  expect(proposedKeywords('!!!', '')).toEqual([])
  expect(proposedKeywords('شركة الإضاءة', 'not a url')).toEqual(['شركة الإضاءة', 'شركةالإضاءة'])
})

test('a web site may be typed without its scheme, or left out', () => {
  expect([websiteOf('example.com'), websiteOf('http://example.com'), websiteOf('  ')]).toEqual(['https://example.com', 'http://example.com', null])
})
