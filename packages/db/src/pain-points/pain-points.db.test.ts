import type { PainPointId, Scope } from '@echoscope/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { keepPosts, type PostPlan, rangeOf, testHouse, type TestHouse } from '../testing/index.ts'

let house: TestHouse
let scope: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
beforeEach(async () => {
  scope = (await house.brand({ customs: 0 })).automatic
})
afterAll(() => house?.[Symbol.asyncDispose]())

const range = rangeOf('2026-11-01', '2026-12-01')
const post = (externalId: string, painPoints: string[], more: PostPlan = {}): PostPlan => ({
  externalId,
  painPoints,
  publishedAt: '2026-11-10T12:00:00Z',
  ...more,
})
const counts = async (of = scope): Promise<Record<string, number>> =>
  Object.fromEntries((await house.db.analytics.painPoints(of, range, { order: 'volume' })).map(({ keyword, mentions }) => [keyword, mentions]))
const idOf = async (keyword: string, of = scope): Promise<PainPointId> => {
  const [row] = await house.owner<{ id: PainPointId }>('SELECT id FROM pain_points WHERE campaign_id = $1 AND keyword = $2', [of.campaignId, keyword])
  if (row === undefined) throw new Error(`there is no ${keyword}`)
  return row.id
}
const choose = () => house.db.painPointChoices
const threadsOf = async (keyword: string) =>
  (await house.db.threads.list(scope, { filter: { painPointId: await idOf(keyword) } })).items.map(({ externalId }) => externalId).toSorted()
/** Links and roll-ups of a scope, without the choices themselves. */
const counted = async (of: Scope) => ({
  links: await house.owner('SELECT thread_id, pain_point_id, found_as, field, span_start FROM thread_pain_points WHERE campaign_id = $1 ORDER BY 1, 2', [
    of.campaignId,
  ]),
  aside: await house.owner('SELECT thread_id, pain_point_id FROM pain_point_links_aside WHERE campaign_id = $1 ORDER BY 1, 2', [of.campaignId]),
  days: await house.owner('SELECT community_id, day, pain_point_id, mentions FROM pain_point_days WHERE campaign_id = $1 ORDER BY 1, 2, 3', [of.campaignId]),
  communities: await house.owner('SELECT community_id, day, pain_points FROM community_days WHERE campaign_id = $1 ORDER BY 1, 2', [of.campaignId]),
})

describe('a choice', () => {
  test('of two pain points as one counts each thread once, opens exactly those threads, and survives the next run', async () => {
    await keepPosts(house.db, scope, { posts: [post('a', ['sync fails']), post('b', ['sync broken']), post('c', ['sync fails', 'sync broken'])] })
    await choose().merge(scope, await idOf('sync broken'), await idOf('sync fails'))
    expect(await counts()).toEqual({ 'sync fails': 3 })
    expect(await threadsOf('sync fails')).toEqual(['a', 'b', 'c'])
    await keepPosts(house.db, scope, { posts: [post('d', ['sync broken']), post('c', ['sync fails', 'sync broken'], { title: 'deno edited' })] })
    expect(await counts()).toEqual({ 'sync fails': 4 })
    await choose().split(scope, await idOf('sync broken'))
    expect(await counts()).toEqual({ 'sync fails': 2, 'sync broken': 3 })
    expect(await threadsOf('sync broken')).toEqual(['b', 'c', 'd'])
  })

  test('that hides a pain point takes it out of every list and count, of the threads that come too, until it is shown again', async () => {
    await keepPosts(house.db, scope, { posts: [post('a', ['general']), post('b', ['general', 'crash'])] })
    const id = await idOf('general')
    await choose().hide(scope, id, true)
    expect(await counts()).toEqual({ crash: 1 })
    await keepPosts(house.db, scope, { posts: [post('c', ['general'])] })
    expect(await counts()).toEqual({ crash: 1 })
    expect((await house.db.threads.list(scope, {})).items.flatMap(({ painPoints }) => painPoints.map(({ keyword }) => keyword))).toEqual(['crash'])
    const dashboard = await house.db.analytics.dashboard(scope, range, new Date('2026-11-23'))
    expect(JSON.stringify(dashboard)).not.toContain('general')
    await choose().hide(scope, id, false)
    expect(await counts()).toEqual({ general: 3, crash: 1 })
  })

  test('of another name is shown everywhere, keeps the id, and the keyword goes on being found', async () => {
    await keepPosts(house.db, scope, { posts: [post('a', ['be slow'])] })
    const id = await idOf('be slow')
    await choose().rename(scope, id, 'Slow to start')
    await keepPosts(house.db, scope, { posts: [post('b', ['be slow'])] })
    const [shown] = await house.db.analytics.painPoints(scope, range, { order: 'volume' })
    expect(shown).toMatchObject({ id, keyword: 'Slow to start', mentions: 2 })
    expect(await choose().list(scope)).toEqual([{ id, keyword: 'be slow', name: 'Slow to start', namedByModel: false, hidden: false, mergedInto: null }])
    await choose().rename(scope, id, null)
    expect([await counts(), await choose().list(scope)]).toEqual([{ 'be slow': 2 }, []])
  })

  test('of a name that another one has is refused, as is a ring of merges and a split of what is whole', async () => {
    await keepPosts(house.db, scope, { posts: [post('a', ['one', 'two'])] })
    const [one, two] = [await idOf('one'), await idOf('two')]
    await expect(choose().rename(scope, one, 'two')).rejects.toMatchObject({ reason: 'name_taken' })
    await expect(choose().split(scope, one)).rejects.toMatchObject({ reason: 'wrong_state' })
    await choose().merge(scope, one, two)
    await expect(choose().merge(scope, two, one)).rejects.toMatchObject({ reason: 'wrong_state' })
    await expect(choose().merge(scope, two, two)).rejects.toMatchObject({ reason: 'wrong_state' })
    expect(await counts()).toEqual({ two: 1 })
  })

  test('in one scope is nothing in another, which holds the same posts', async () => {
    const { automatic, customs } = await house.brand({ customs: 1 })
    const [custom] = customs
    if (custom === undefined) throw new Error('a campaign was asked for')
    for (const each of [automatic, custom]) await keepPosts(house.db, each, { posts: [post('a', ['one']), post('b', ['two'])] })
    const before = await counted(custom)
    await choose().merge(automatic, await idOf('one', automatic), await idOf('two', automatic))
    await expect(choose().hide(automatic, await idOf('one', custom), true)).rejects.toMatchObject({ reason: 'not_found' })
    expect(await counted(custom)).toEqual(before)
    expect(await counts(custom)).toEqual({ one: 1, two: 1 })
  })

  test('outlives the last thread that names its pain point', async () => {
    await keepPosts(house.db, scope, { posts: [post('a', ['old'], { publishedAt: '2026-01-01T12:00:00Z' })] })
    await choose().hide(scope, await idOf('old'), true)
    const { revision } = await house.db.brands.get(scope.workspaceId, scope.brandId)
    await house.db.brands.update(scope.workspaceId, { brandId: scope.brandId, revision, retentionDays: 30 })
    expect(await house.db.retention.sweep(scope, new Date('2026-11-20'))).toMatchObject({ threads: 1, painPoints: 0 })
    await keepPosts(house.db, scope, { posts: [post('b', ['old'])] })
    expect(await counts()).toEqual({})
  })
})

describe('what the posts say in other words', () => {
  const alike = (...ids: string[]) => ids.map((id) => post(id, ['battery drain', 'battery die']))
  const others = Array.from({ length: 40 }, (_, at) => post(`other ${at}`, ['app crash']))

  test('is merged, opens exactly its threads, and is found as one by the next run', async () => {
    await keepPosts(house.db, scope, { posts: [...others, ...alike('a', 'b', 'c', 'd', 'e'), post('f', ['battery drain'])] })
    expect(await choose().mergeSynonyms(scope)).toBe(1)
    expect(await counts()).toEqual({ 'app crash': 40, 'battery drain': 6 })
    expect(await threadsOf('battery drain')).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    await keepPosts(house.db, scope, { posts: [post('g', ['battery die'])] })
    expect(await counts()).toEqual({ 'app crash': 40, 'battery drain': 7 })
    expect(await choose().list(scope)).toMatchObject([{ keyword: 'battery die', mergedInto: { keyword: 'battery drain', byUser: false } }])
    expect(await choose().mergeSynonyms(scope)).toBe(0)
    expect(await threadsOf('battery die'), 'by its old id, too').toEqual(await threadsOf('battery drain'))
  })

  test('stays apart once a user has split it, whatever more posts say', async () => {
    await keepPosts(house.db, scope, { posts: [...others, ...alike('a', 'b', 'c', 'd', 'e')] })
    await choose().mergeSynonyms(scope)
    const before = (await choose().list(scope))[0]
    if (before === undefined) throw new Error('the two were merged')
    await choose().split(scope, before.id)
    await keepPosts(house.db, scope, { posts: alike('f', 'g', 'h') })
    const other = before.keyword === 'battery die' ? 'battery drain' : 'battery die'
    await choose().rename(scope, await idOf(other), 'Battery')
    expect(await choose().mergeSynonyms(scope)).toBe(0)
    expect(await counts()).toEqual({ 'app crash': 40, [before.keyword]: 8, Battery: 8 })
  })

  test('is nothing in another scope, whose posts say it once', async () => {
    const [custom] = (await house.brand({ customs: 1 })).customs
    if (custom === undefined) throw new Error('a campaign was asked for')
    await keepPosts(house.db, scope, { posts: [...others, ...alike('a', 'b', 'c', 'd', 'e')] })
    await keepPosts(house.db, custom, { posts: alike('a') })
    await choose().mergeSynonyms(scope)
    expect(await choose().mergeSynonyms(custom)).toBe(0)
    expect(await counts(custom)).toEqual({ 'battery drain': 1, 'battery die': 1 })
  })
})

test('any choices taken back leave every link and every roll-up as if none had been made', async () => {
  const words = ['p', 'q', 'r', 's']
  const posts = Array.from({ length: 12 }, (_, n) =>
    post(
      `t${n}`,
      words.filter((_word, at) => (n >> at) % 2 === 1),
      { community: `r/${n % 2}` },
    ),
  )
  await keepPosts(house.db, scope, { posts })
  const ids = await Promise.all(words.map((word) => idOf(word)))
  const untouched = await counted(scope)
  const step = fc.record({ what: fc.constantFrom('merge', 'split', 'hide', 'show'), one: fc.nat(3), other: fc.nat(3) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const { what, one, other } of steps) {
        const [id, into] = [ids[one], ids[other]]
        if (id === undefined || into === undefined) continue
        const acting =
          what === 'merge' ? choose().merge(scope, id, into) : what === 'split' ? choose().split(scope, id) : choose().hide(scope, id, what === 'hide')
        await acting.catch((error: unknown) => expect(error).toMatchObject({ reason: 'wrong_state' }))
        // Whatever was chosen, a link is in one place, and none is lost.
        const { links, aside } = await counted(scope)
        expect(links.length + aside.length).toBe(untouched.links.length)
      }
      for (const choice of await choose().list(scope)) {
        if (choice.mergedInto !== null) await choose().split(scope, choice.id)
        if (choice.hidden) await choose().hide(scope, choice.id, false)
      }
      expect(await counted(scope)).toEqual(untouched)
    }),
    { numRuns: 25 },
  )
})
