import { heldBackDays, mostHeldBack, type Scope } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { keepPosts, type PostPlan, testHouse, type TestHouse } from '../testing/index.ts'

let house: TestHouse
let scope: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
beforeEach(async () => {
  scope = (await house.brand({ customs: 0 })).automatic
})
afterAll(() => house?.[Symbol.asyncDispose]())

const hold = (heldBack: readonly PostPlan[], posts: readonly PostPlan[] = []) => keepPosts(house.db, scope, { posts, heldBack })
const held = async (of = scope) => (await house.db.heldBack.list(of, {})).items.map(({ title }) => title).toSorted()
const plan = (externalId: string, more: PostPlan = {}): PostPlan => ({ externalId, title: externalId, ...more })

test('a post that was held back is shown with its reason, is one however often it is fetched, and goes once it is kept', async () => {
  await hold([plan('a'), plan('b')])
  await hold([plan('a', { title: 'a, edited' })])
  expect(await held()).toEqual(['a, edited', 'b'])
  expect(await house.db.heldBack.list(scope, {})).toMatchObject({
    counts: { no_match: 2, excluded: 0, other_community: 0, language: 0, spam: 0 },
    items: [{ reason: 'no_match' }, {}],
  })
  await hold([], [plan('b')])
  expect(await held()).toEqual(['a, edited'])
  // A stored thread that the rule of now would leave out stays a thread, and is nothing else.
  await hold([plan('b')])
  expect(await held()).toEqual(['a, edited'])
})

test('a page after another holds each post once, by reason too', async () => {
  await hold(Array.from({ length: 7 }, (_, at) => plan(`p${at}`)))
  const found: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await house.db.heldBack.list(scope, { limit: 3, reason: 'no_match', cursor })
    found.push(...page.items.map(({ title }) => title))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(found.toSorted()).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
  expect((await house.db.heldBack.list(scope, { reason: 'excluded' })).items).toEqual([])
})

test('what is deleted at its source, and what its author had erased, is held back no more, nor again', async () => {
  await hold([plan('a', { author: 'Zoe' }), plan('b', { author: 'ben' })])
  await hold([], [plan('b', { gone: true })])
  expect(await held()).toEqual(['a'])
  const { id } = await house.db.erasures.request(scope.workspaceId, { platform: 'reddit', username: 'zoe' }, 'test')
  expect(await house.db.erasures.countIn(scope, id)).toMatchObject({ heldBack: 1 })
  await house.db.erasures.keepPreview(scope.workspaceId, id, [])
  await house.db.erasures.begin(scope.workspaceId, id, { username: 'zoe', by: 'test' })
  expect(await house.db.erasures.eraseIn(scope, id, { brand: 'x', name: 'x' })).toMatchObject({ heldBack: 1, threads: 0 })
  await hold([plan('a2', { author: 'ZOE' }), plan('c', { author: 'cat' })])
  expect(await held()).toEqual(['c'])
})

test('its time over, it is shown no more, and the daily sweep takes it away, also where threads are kept for ever', async () => {
  await hold([plan('old'), plan('new')])
  await house.owner(`UPDATE held_back SET held_at = now() - interval '${heldBackDays} days 1 minute' WHERE external_id = 'old' AND campaign_id = $1`, [
    scope.campaignId,
  ])
  expect(await held()).toEqual(['new'])
  const [due] = await house.owner<{ soon: boolean }>(`SELECT sweep_at < now() + interval '2 days' AS soon FROM scout_dispatch WHERE campaign_id = $1`, [
    scope.campaignId,
  ])
  expect(due?.soon).toBe(true)
  expect(await house.db.retention.sweep(scope, new Date())).toBeNull()
  const left = await house.owner('SELECT external_id FROM held_back WHERE campaign_id = $1', [scope.campaignId])
  expect(left).toEqual([{ external_id: 'new' }])
})

test('the newest of a scope are kept, and another scope, which fetched the same, keeps its own', async () => {
  const [custom] = (await house.brand({ customs: 1 })).customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  await keepPosts(house.db, custom, { posts: [], heldBack: [plan('a'), plan('same')] })
  await hold([plan('same')])
  await house.owner(
    `INSERT INTO held_back (brand_id, campaign_id, campaign_type, id, platform, external_id, url, title, body, username, community, published_at, language, source,
       reason, matches, rule_version, held_at)
     SELECT $1, $2, 'automatic', gen_random_uuid(), 'reddit', 'bulk' || n, '', 'bulk', '', NULL, 'r/deno', now(), 'en', 'archive', 'no_match', '[]', 2,
       now() - interval '1 hour' FROM generate_series(1, $3) AS n`,
    [scope.brandId, scope.campaignId, mostHeldBack],
  )
  await hold([plan('newest')])
  const [row] = await house.owner<{ n: number; news: number }>(
    `SELECT count(*)::int AS n, count(*) FILTER (WHERE external_id IN ('same', 'newest'))::int AS news FROM held_back WHERE campaign_id = $1`,
    [scope.campaignId],
  )
  expect(row).toEqual({ n: mostHeldBack, news: 2 })
  expect(await held(custom)).toEqual(['a', 'same'])
})
