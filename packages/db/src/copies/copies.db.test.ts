import type { Scope } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { keepPosts, type PostPlan, rangeOf, testHouse, type TestHouse, threadOf } from '../testing/index.ts'

let house: TestHouse
let scope: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
beforeEach(async () => {
  scope = (await house.brand({ customs: 0 })).automatic
})
afterAll(() => house?.[Symbol.asyncDispose]())

const text =
  'The deno recorder drops the first two seconds of every meeting since the last update, and the support page only tells me to reinstall it, which changed nothing on both of our machines.'
const edited = text.replace('both of our machines', 'any of our machines')
const plan = (externalId: string, more: PostPlan = {}): PostPlan => ({ externalId, title: 'deno', body: text, ...more })
const at = (hour: number): string => new Date(Date.UTC(2026, 10, 20) + hour * 3_600_000).toISOString()
const keep = (posts: readonly PostPlan[], of = scope, more: { foldCopies?: boolean } = {}) => keepPosts(house.db, of, { posts, ...more })

/** `thread: copy copy`, in the order of their publication. */
async function shape(of = scope): Promise<string[]> {
  const rows = await house.owner<{ thread: string; copies: string[] }>(
    `SELECT t.external_id AS thread, array(SELECT h.external_id FROM held_back h WHERE h.brand_id = t.brand_id AND h.campaign_id = t.campaign_id AND h.copy_of = t.id
       ORDER BY h.published_at, h.external_id) AS copies
     FROM threads t WHERE t.campaign_id = $1 AND t.gone IS NULL ORDER BY t.published_at, t.external_id`,
    [of.campaignId],
  )
  return rows.map(({ thread, copies }) => [`${thread}:`, ...copies].join(' '))
}
const days = (of = scope) =>
  house.owner('SELECT day::text, threads, engagement FROM community_days WHERE campaign_id = $1 ORDER BY day, threads, engagement', [of.campaignId])

describe('the same text in several places', () => {
  test('is one thread with its copies, which count for nothing and can be looked at', async () => {
    await keep([
      plan('b', { community: 'r/rust', author: 'ben', publishedAt: at(2), score: 50, painPoints: ['crash'] }),
      plan('a', { publishedAt: at(1), score: 5, painPoints: ['crash'] }),
      plan('c', { community: 'r/golang', publishedAt: at(3), body: edited }),
      plan('d', { body: 'The deno calendar shows all my meetings an hour late since we moved to the new building, and nobody knows why.', publishedAt: at(4) }),
    ])
    expect(await shape()).toEqual(['a: b c', 'd:'])
    const range = rangeOf('2026-11-01', '2026-12-01')
    const { kpis, painPoints, influencers } = await house.db.analytics.dashboard(scope, range, new Date('2026-11-30T12:00:00Z'))
    expect(kpis.find(({ id }) => id === 'threads')?.value ?? null).toBe(2)
    expect(painPoints.map(({ keyword, mentions }) => [keyword, mentions])).toEqual([['crash', 1]])
    expect(influencers.map(({ username }) => username)).toEqual(['ann'])
    const { items, counts } = await house.db.heldBack.list(scope, { reason: 'duplicate' })
    expect(counts.duplicate).toBe(2)
    expect(items.map(({ community, copyOf }) => [community, copyOf?.title, copyOf?.likeness]).toSorted()).toEqual([
      ['r/golang', 'deno', expect.closeTo(0.86, 1)],
      ['r/rust', 'deno', 1],
    ])
  })

  test('is listed with the thread that is read: each place with its address, the first twenty of many, and how many there are', async () => {
    const places = Array.from({ length: 23 }, (_, n) => plan(`c${String(n).padStart(2, '0')}`, { community: `r/place${n}`, publishedAt: at(2 + n) }))
    await keep([plan('a', { publishedAt: at(1) }), plan('other', { body: 'deno' }), ...places])
    const { items } = await house.db.threads.list(scope, {})
    expect(items.map(({ externalId, copies }) => [externalId, copies.count, copies.places.length])).toEqual([
      ['other', 0, 0],
      ['a', 23, 20],
    ])
    const { copies } = await house.db.threads.get(scope, await threadOf(house.db, scope, 'a'))
    expect(copies.places.slice(0, 2)).toEqual(
      ['c00', 'c01'].map((externalId, n) => ({
        platform: 'reddit',
        externalId,
        community: `r/place${n}`,
        author: 'ann',
        url: `https://reddit.com/${externalId}`,
        publishedAt: at(2 + n),
        likeness: 1,
      })),
    )
  })

  test('is counted with the run as left out, so that every post that was read is in one count', async () => {
    await keep([plan('a', { publishedAt: at(1) }), plan('b', { publishedAt: at(2) })])
    expect((await house.db.runs.list(scope, { limit: 1 })).items).toMatchObject([
      { fetched: 2, stored: 1, updated: 0, unchanged: 0, sources: [{ leftOut: { duplicate: 1 } }] },
    ])
  })

  test('is not folded where it is short, names other numbers, or is said again days later', async () => {
    await keep([
      plan('s1', { body: 'same here' }),
      plan('s2', { body: 'same here' }),
      plan('v1', { body: `${text} Version 4.1` }),
      plan('v2', { body: `${text} Version 4.2` }),
      plan('w1', { body: edited, publishedAt: '2026-11-01T12:00:00Z' }),
      plan('w2', { body: edited, publishedAt: '2026-11-05T12:00:00Z' }),
    ])
    expect(await shape()).toEqual(['w1:', 'w2:', 's1:', 's2:', 'v1:', 'v2:'])
  })

  test('in two scopes is a thread in each', async () => {
    const { automatic, customs } = await house.brand({ customs: 1 })
    const [custom] = customs
    if (custom === undefined) throw new Error('a campaign was asked for')
    await keep([plan('a', { publishedAt: at(1) })], automatic)
    await keep([plan('b', { publishedAt: at(2) })], custom)
    await keep([plan('c', { publishedAt: at(3) })], scope)
    expect([await shape(automatic), await shape(custom), await shape()]).toEqual([['a:'], ['b:'], ['c:']])
  })

  test('in an archive is counted as it is, unless its import asks otherwise', async () => {
    await keep([plan('a'), plan('b')], scope, { foldCopies: false })
    expect(await shape()).toEqual(['a:', 'b:'])
    expect(await house.owner('SELECT mark FROM thread_marks WHERE campaign_id = $1', [scope.campaignId])).toEqual([])
  })
})

describe('in whatever order they come', () => {
  /** Five texts, each with small edits, in many places over a week. */
  const posts = Array.from({ length: 40 }, (_, n) => {
    const about = ['export', 'login', 'search', 'sync', 'billing'][n % 5]
    const said = `Ever since ${about} was changed the deno ${about} page fails for all of us, and whoever is asked about ${about} only says that it will be looked into some day.`
    return plan(`p${String(n).padStart(2, '0')}`, {
      community: `r/place${n % 3}`,
      author: `author${n % 4}`,
      body: n % 7 === 3 ? said.replace('some day', 'one day') : n % 11 === 4 ? said.replace('all of us', 'some of us') : said,
      publishedAt: at((n * 37) % 168),
      painPoints: n % 2 === 0 ? ['crash'] : [],
    })
  })
  const shuffled = (seed: number): PostPlan[] => {
    let state = seed
    const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
    return posts
      .map((post) => ({ post, by: random() }))
      .toSorted((a, b) => a.by - b.by)
      .map(({ post }) => post)
  }

  test('the earliest is the thread, and threads, copies and counts are the same', async () => {
    await keep(posts)
    const [threads, counted] = [await shape(), await days()]
    expect(threads.length).toBeLessThan(20)
    expect(threads.join(' ').match(/p\d\d/g)).toHaveLength(posts.length)
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { automatic } = await house.brand({ customs: 0 })
      const order = shuffled(seed)
      for (let from = 0; from < order.length; from += seed * 2) await keep(order.slice(from, from + seed * 2), automatic)
      expect(await shape(automatic), `order ${seed}`).toEqual(threads)
      expect(await days(automatic), `order ${seed}`).toEqual(counted)
    }
  })

  test('a second reading changes no row', async () => {
    const rows = () =>
      Promise.all([
        house.owner('SELECT * FROM threads WHERE campaign_id = $1 ORDER BY id', [scope.campaignId]),
        house.owner('SELECT * FROM held_back WHERE campaign_id = $1 ORDER BY id', [scope.campaignId]),
        house.owner('SELECT * FROM thread_marks WHERE campaign_id = $1 ORDER BY thread_id, mark', [scope.campaignId]),
      ])
    await keep(posts)
    const before = await rows()
    await keep(shuffled(9))
    expect(await rows()).toEqual(before)
  })
})

describe('the thread', () => {
  const three = [
    plan('a', { publishedAt: at(1) }),
    plan('b', { author: 'ben', publishedAt: at(2), painPoints: ['crash'] }),
    plan('c', { author: 'cat', publishedAt: at(3) }),
  ]

  test('that its source deletes is followed by the next copy, with all that was known of it', async () => {
    await keep(three)
    await keep([plan('a', { gone: true })])
    expect(await shape()).toEqual(['b: c'])
    const { items } = await house.db.threads.list(scope, { filter: { author: 'ben' } })
    expect(items).toMatchObject([{ externalId: 'b', body: text, score: 1, painPoints: [{ keyword: 'crash' }] }])
  })

  test('whose text becomes another lets its copies go', async () => {
    await keep(three)
    await keep([
      plan('a', {
        publishedAt: at(1),
        body: 'Edited: the deno recorder is fine again for everybody here after the update of this very morning, thanks a lot.',
      }),
    ])
    expect(await shape()).toEqual(['a:', 'b: c'])
  })

  test('whose author has it erased is followed by the next copy, and the author’s own copies go', async () => {
    await keep([plan('z', { author: 'zoe', publishedAt: at(0) }), ...three.slice(1), plan('d', { author: 'zoe', publishedAt: at(4) })])
    const { id } = await house.db.erasures.request(scope.workspaceId, { platform: 'reddit', username: 'zoe' }, 'test')
    await house.db.erasures.keepPreview(scope.workspaceId, id, [])
    await house.db.erasures.begin(scope.workspaceId, id, { username: 'zoe', by: 'test' })
    await house.db.erasures.eraseIn(scope, id, { brand: 'x', name: 'x' })
    expect(await shape()).toEqual(['b: c'])
  })

  test('that is too old to be kept is followed by a copy that is not', async () => {
    await keep([
      plan('a', { publishedAt: '2026-11-19T23:00:00Z' }),
      plan('b', { publishedAt: '2026-11-19T23:30:00Z' }),
      plan('c', { publishedAt: '2026-11-20T01:00:00Z' }),
    ])
    const { revision } = await house.db.brands.get(scope.workspaceId, scope.brandId)
    await house.db.brands.update(scope.workspaceId, { brandId: scope.brandId, revision, retentionDays: 10 })
    expect(await house.db.retention.sweep(scope, new Date('2026-11-30T12:00:00Z'))).toMatchObject({ threads: 1 })
    expect(await shape()).toEqual(['c:'])
  })

  test('stays one once somebody has worked on it, also where an earlier post says the same', async () => {
    await keep([plan('b', { publishedAt: at(5) }), plan('c', { publishedAt: at(6) })])
    const threadId = await threadOf(house.db, scope, 'b')
    await house.db.threads.update(scope, { threadId, revision: 0, status: 'done' })
    await keep([plan('a', { publishedAt: at(1) })])
    expect(await shape()).toEqual(['b: a c'])
    expect(await house.db.threads.get(scope, threadId)).toMatchObject({ status: 'done' })
  })

  test('gives way to an earlier post that says the same, and all copies follow', async () => {
    await keep(three.slice(1))
    await keep([plan('a', { publishedAt: at(1) })])
    expect(await shape()).toEqual(['a: b c'])
    expect(await days()).toEqual([{ day: '2026-11-20', threads: 1, engagement: '1' }])
  })
})

test('a copy that its source deletes is one no more, and comes back by nothing', async () => {
  await keep([plan('a', { publishedAt: at(1) }), plan('b', { publishedAt: at(2) })])
  await keep([plan('b', { gone: true })])
  expect(await shape()).toEqual(['a:'])
  await keep([plan('a', { gone: true })])
  expect(await shape()).toEqual([])
})

test('a copy stays while its thread does: the time of what is held back for other reasons is not its own', async () => {
  await keep([plan('a', { publishedAt: at(1) }), plan('b', { publishedAt: at(2) })])
  await house.owner(`UPDATE held_back SET held_at = now() - interval '90 days' WHERE campaign_id = $1`, [scope.campaignId])
  await house.db.retention.sweep(scope, new Date())
  expect(await shape()).toEqual(['a: b'])
  expect((await house.db.heldBack.list(scope, {})).items).toHaveLength(1)
})

test('a campaign that is removed takes its copies and marks along', async () => {
  const { customs } = await house.brand({ customs: 1 })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  await keep([plan('a', { publishedAt: at(1) }), plan('b', { publishedAt: at(2) })], custom)
  await house.db.campaigns.remove(custom.workspaceId, custom.campaignId)
  expect(
    await house.owner('SELECT 1 FROM held_back WHERE campaign_id = $1 UNION ALL SELECT 1 FROM thread_marks WHERE campaign_id = $1', [custom.campaignId]),
  ).toEqual([])
})
