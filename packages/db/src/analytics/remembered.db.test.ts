import type { Dashboard, Scope } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { keepPosts, rangeOf, testHouse, type TestHouse } from '../testing/index.ts'

let house: TestHouse
let elsewhere: Database
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  elsewhere = openDatabase({ url: house.appUrl, poolSize: 2 })
})
afterAll(async () => {
  await elsewhere?.close()
  await house?.[Symbol.asyncDispose]()
})

const range = rangeOf('2026-11-01', '2026-12-01')
const now = new Date('2026-11-23T08:00:00Z')
const post = (externalId: string) => ({ externalId, community: 'r/deno', publishedAt: '2026-11-20T10:00:00Z', sentiment: 0.5 })
const read = (scope: Scope): Promise<Dashboard> => house.db.analytics.dashboard(scope, range, now)
const threadsOf = async (scope: Scope) => (await read(scope)).kpis[0]?.value

test('a remembered dashboard is left behind by every write in its scope: a batch, a correction, and those of another process', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  expect(await threadsOf(automatic)).toBe(0)
  await keepPosts(house.db, automatic, { posts: [post('a')] })
  expect(await threadsOf(automatic)).toBe(1)
  await keepPosts(elsewhere, automatic, { posts: [post('b')] })
  expect(await threadsOf(automatic)).toBe(2)
  const before = await read(automatic)
  const [thread] = (await house.db.threads.list(automatic, { range, filter: {}, limit: 1 })).items
  if (thread === undefined) throw new Error('no thread')
  await elsewhere.threads.update(automatic, { threadId: thread.id, revision: thread.revision, sentiment: -1 })
  expect((await read(automatic)).kpis[3]?.value).toBeLessThan(before.kpis[3]?.value ?? 0)
})

test('while nothing is written in the scope, its rows are not read again, whatever is written in others', async () => {
  const {
    automatic,
    customs: [custom],
  } = await house.brand({ customs: 1 })
  if (custom === undefined) throw new Error('no campaign')
  await keepPosts(house.db, automatic, { posts: [post('a')] })
  const first = await read(automatic)
  // Past every function of this package, so that only a new reading could notice.
  await house.owner('UPDATE community_days SET threads = 99 WHERE campaign_id = $1', [automatic.campaignId])
  await keepPosts(house.db, custom, { posts: [post('b'), post('c')] })
  const later = new Date(now.getTime() + 60_000)
  expect(await house.db.analytics.dashboard(automatic, range, later)).toEqual({ ...first, asOf: later.toISOString() })
  expect((await house.db.analytics.dashboard(automatic, rangeOf('2026-11-02', '2026-12-01'), now)).kpis[0]?.value).toBe(99)
})

test('scopes asked for in turn and at once, over one range, each get their own (L9)', async () => {
  const { automatic, customs } = await house.brand({ customs: 2 })
  const scopes = [automatic, ...customs]
  for (const [at, scope] of scopes.entries()) await keepPosts(house.db, scope, { posts: Array.from({ length: at + 1 }, (_, n) => post(`${n}`)) })
  for (let round = 0; round < 3; round += 1) {
    for (const [at, scope] of scopes.entries()) expect(await threadsOf(scope)).toBe(at + 1)
    expect(await Promise.all(scopes.map(threadsOf))).toEqual([1, 2, 3])
  }
})
