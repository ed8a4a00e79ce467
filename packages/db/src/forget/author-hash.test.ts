import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorHash, foldedName } from './author-hash.ts'

const key = randomBytes(32)
const hash = (platform: string, username: string) => authorHash(key, { platform, username }).toString('hex')

test('one person has one hash, whatever the case of the name; on Hacker News two names are two people', () => {
  expect(hash('reddit', 'Some_User')).toBe(hash('reddit', 'some_user'))
  expect(hash('hacker-news', 'Some_User')).not.toBe(hash('hacker-news', 'some_user'))
})
test('platform and name cannot run into each other, and another key knows nobody', () => {
  const all = [
    hash('reddit', 'ann'),
    hash('reddi', 'tann'),
    hash('', 'redditann'),
    hash('reddit","ann', ''),
    authorHash(randomBytes(32), { platform: 'reddit', username: 'ann' }).toString('hex'),
  ]
  expect(new Set(all).size).toBe(all.length)
})
test('letters outside ASCII are left as they are, as Postgres leaves them', () => {
  expect(foldedName({ platform: 'forum', username: 'ÄNN İ' })).toBe('Änn İ')
})
