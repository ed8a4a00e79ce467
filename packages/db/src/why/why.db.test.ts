import type { Scope } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keepPosts, testHouse, type TestHouse } from '../testing/index.ts'

let house: TestHouse
let scope: Scope
let other: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  const { automatic, customs } = await house.brand({ customs: 1, campaign: { keywords: ['crash'], excludeKeywords: ['plane'], communities: [] } })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  ;[scope, other] = [custom, automatic]
  await keepPosts(house.db, scope, {
    posts: [{ externalId: 't3_kept', title: 'a crash' }],
    heldBack: [
      { externalId: 't3_held', title: 'nothing of it' },
      { externalId: 't3_would', title: 'another crash' },
    ],
  })
})
afterAll(() => house?.[Symbol.asyncDispose]())
const why = (question: { url?: string; text?: string }, of = scope) => house.db.whyHere.of(of, question)

test('of a thread it says what kept it, then and by the rule of now, however the address is written', async () => {
  for (const url of ['https://reddit.com/t3_kept', 'http://www.reddit.com/t3_kept/', 'reddit.com/t3_kept#top'])
    expect(await why({ url })).toMatchObject({
      state: 'stored',
      stored: { title: 'a crash', source: 'archive' },
      now: { kept: true, matches: [{ term: 'crash', field: 'title', start: 2, end: 7 }] },
      words: expect.stringMatching(/^It is a thread here.*By the rule of now it matches: "crash" in its title\.$/),
    })
})

test('of a post that was held back it says the reason, and whether the rule of now would keep it', async () => {
  expect(await why({ url: 'https://reddit.com/t3_held' })).toMatchObject({
    state: 'held_back',
    heldBack: { reason: 'no_match' },
    now: { kept: false, reason: 'no_match' },
    words: expect.stringMatching(/held back.*nothing that is listened for stands in it\. The rule of now says the same\.$/),
  })
  expect((await why({ url: 'https://reddit.com/t3_would' })).words).toMatch(/The next run that fetches it keeps it\.$/)
})

test('of a copy it says which thread it copies, and how alike they are', async () => {
  const body = 'After the last update there is a crash whenever I open the list of all my projects, on both of my machines and with a new profile too.'
  const [first, copy] = ['2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z']
  await keepPosts(house.db, scope, {
    posts: [
      { externalId: 't3_first', title: 'a crash', body, publishedAt: first },
      { externalId: 't3_copy', title: 'a crash', body: `${body} Help!`, publishedAt: copy },
    ],
  })
  expect(await why({ url: 'https://reddit.com/t3_copy' })).toMatchObject({
    state: 'held_back',
    heldBack: { reason: 'duplicate', copyOf: { title: 'a crash', likeness: expect.closeTo(0.96, 1) } },
    words: expect.stringMatching(
      /it matches, and says the same as a thread that is here, "a crash" \(96 % alike\): it is one of its copies, and counts as none itself\.$/,
    ),
  })
})

test('of a text it says what the rule makes of it, with the exclusion and its place', async () => {
  expect(await why({ text: 'a plane crash' })).toMatchObject({
    state: 'not_here',
    now: { kept: false, reason: 'excluded', matches: [{ term: 'plane', field: 'body', start: 2, end: 7 }] },
    words: expect.stringContaining('an exclusion keeps it out: "plane" in its text'),
  })
  expect((await why({ text: 'it will crash', url: 'https://example.com/unknown' })).now).toMatchObject({ kept: true, branch: expect.stringContaining('crash') })
})

test('what lies in another scope of the brand is as little here as what was never fetched', async () => {
  const [theirs, nobodys] = await Promise.all(['https://reddit.com/t3_kept', 'https://reddit.com/t3_none'].map((url) => why({ url }, other)))
  expect(theirs).toEqual(nobodys)
  expect(theirs).toMatchObject({ state: 'not_here', stored: null, heldBack: null, now: null })
})
