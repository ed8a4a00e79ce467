import { keepPosts, type TestHouse, testHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())
const run = (...args: string[]) => echoscope(args, { env: { DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl } })

test('why prints the answer as JSON and in words, and its exit code says whether the post is here', async () => {
  const { brand, automatic } = await house.brand({ customs: 0 })
  await keepPosts(house.db, automatic, { posts: [{ externalId: 't3_kept' }], heldBack: [{ externalId: 't3_held', title: 'of something else' }] })
  const kept = await run('why', 'https://reddit.com/t3_kept', '--brand', brand.id)
  expect([kept.code, JSON.parse(kept.out).state, kept.err]).toEqual([0, 'stored', expect.stringContaining('It is a thread here')])
  const held = await run('why', 'https://reddit.com/t3_held', '--brand', brand.id)
  expect([held.code, JSON.parse(held.out).heldBack.reason, held.err]).toEqual([1, 'no_match', expect.stringContaining('held back')])
  const pasted = await run('why', '--text', 'Deno is fine', '--brand', brand.id)
  expect([pasted.code, JSON.parse(pasted.out).now.kept]).toEqual([0, true])
  expect((await run('why', '--brand', brand.id)).code).toBe(2)
})
