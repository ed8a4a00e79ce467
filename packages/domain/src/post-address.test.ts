import { describe, expect, test } from 'vitest'
import { identityIn, spellingsOf } from './post-address.ts'

describe('an address names its post', () => {
  test.each([
    ['https://old.reddit.com/r/Deno/comments/ABC12/title_of_it/?utm=1', { platform: 'reddit', externalId: 't3_abc12', subreddit: 'Deno' }],
    ['https://www.reddit.com/r/deno/comments/abc12/title/K9', { platform: 'reddit', externalId: 't1_k9', subreddit: 'deno' }],
    ['https://news.ycombinator.com/item?id=42', { platform: 'hacker-news', externalId: '42', subreddit: null }],
    ['https://example.com/item?id=42', null],
  ])('%s', (url, identity) => expect(identityIn(url)).toEqual(identity))
})

test('an address is found however it was written', () => {
  const stored = 'https://blog.example/posts/1'
  for (const written of ['blog.example/posts/1', 'http://www.blog.example/posts/1/', 'https://blog.example/posts/1/#comments', stored])
    expect(spellingsOf(written), written).toContain(stored)
  expect(spellingsOf('https://blog.example/posts/1?page=2')).not.toContain(stored)
  expect(spellingsOf('not an address')).toContain('not an address')
})
