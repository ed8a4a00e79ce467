import { keepPosts, testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Scope } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { checkDrafts } from './check-drafts.ts'
import { writeInsights } from './write-insights.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const now = new Date('2026-11-23T08:00:00Z')
const deps = () => ({ db: house.db, now: () => now, model: null })
/** Enough of everything for each kind of sentence: a pain point that rises, an author and a community that stand out. */
const posts = (author: string) => [
  ...Array.from({ length: 24 }, (_, n) => ({
    externalId: `t3_now_${n}`,
    author,
    title: `deno ${n}`,
    body: 'sync fails after the update',
    publishedAt: new Date(Date.UTC(2026, 10, 1 + (n % 20), 12)).toISOString(),
    sentiment: -0.6,
    brandSentiment: -0.6,
    comments: 9,
    painPoints: ['sync fails'],
  })),
  ...Array.from({ length: 3 }, (_, n) => ({ externalId: `t3_before_${n}`, publishedAt: `2026-10-0${5 + n}T12:00:00Z`, painPoints: ['sync fails'] })),
]
const window = { since: new Date('2026-09-01'), until: new Date('2026-11-23') }
async function furnished(author = 'ann'): Promise<{ automatic: Scope; custom: Scope }> {
  const { automatic, customs } = await house.brand({ customs: 1 })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  for (const scope of [automatic, custom]) await keepPosts(house.db, scope, { posts: posts(author), window })
  return { automatic, custom }
}
const metadataOf = async ({ campaignId }: Scope) => {
  const [row] = await house.owner<{ metadata: Record<string, unknown> }>('SELECT metadata FROM campaigns WHERE id = $1', [campaignId])
  return row?.metadata ?? {}
}

describe('insights of a scope', () => {
  test('are kept with their claims, and shown with the campaign in the place of its own kind', async () => {
    const { automatic, custom } = await furnished()
    const run = await writeInsights(deps(), automatic)
    expect(run).toMatchObject({ writer: 'rules', fellBack: null, model: null, struck: [], usd: 0, inputTokens: 0 })
    expect(run.insights.map(({ kind }) => kind)).toEqual(['health', 'community', 'growing_pain', 'voices', 'trend', 'next'])
    expect(run.factsHash).toMatch(/^[0-9a-f]{64}$/)
    expect(run.insights.find(({ kind }) => kind === 'growing_pain')).toMatchObject({
      priority: 'high',
      text: expect.stringContaining('“sync fails” rose from 3 to 24'),
    })
    const shown = await metadataOf(automatic)
    expect((shown['ai_insights'] as object[]).map((each) => Object.keys(each).toSorted())[0]).toEqual(['evidence', 'kind', 'parts', 'text'])
    expect(shown['insights']).toBeUndefined()
    await writeInsights(deps(), custom)
    const structured = (await metadataOf(custom))['insights'] as object[]
    expect(structured[2]).toMatchObject({ finding: expect.stringContaining('sync fails'), recommendation: expect.stringMatching(/\.$/), priority: 'high' })
    expect((await metadataOf(custom))['ai_insights']).toBeUndefined()
    expect((await house.db.insights.history(automatic, { limit: 5 })).items).toEqual([run])
    expect(await house.db.insights.current(automatic)).toEqual({ run, stale: [] })
  })

  test('written again from the same rows are the same, by the hash of what they were written from', async () => {
    const { automatic } = await furnished()
    const [first, second] = [await writeInsights(deps(), automatic), await writeInsights(deps(), automatic)]
    expect(second.factsHash).toBe(first.factsHash)
    expect(second.insights).toEqual(first.insights)
    const { items, nextCursor } = await house.db.insights.history(automatic, { limit: 1 })
    expect(items).toEqual([second])
    expect((await house.db.insights.history(automatic, { limit: 1, cursor: nextCursor ?? '' })).items).toEqual([first])
  })

  test('are stale once their evidence was re-classified or deleted, and say how many claims differ', async () => {
    const { automatic } = await furnished()
    const run = await writeInsights(deps(), automatic)
    const [thread] = (await house.db.threads.list(automatic, { filter: { text: 'deno 7' }, limit: 1 })).items
    if (thread === undefined) throw new Error('the thread was stored')
    await house.db.threads.update(automatic, { threadId: thread.id, revision: thread.revision, sentiment: 1 })
    const current = await house.db.insights.current(automatic)
    const kinds = current?.stale.map(({ insight }) => run.insights[insight]?.kind)
    expect(kinds).toEqual(expect.arrayContaining(['health', 'next']))
    expect(kinds).not.toContain('growing_pain')
    for (const { differing, claims } of current?.stale ?? []) expect(differing).toBeLessThanOrEqual(claims)
  })

  test('tell the hour that stood out, which is counted again like everything else', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const hour = (weeksBack: number) => new Date(Date.parse('2026-11-18T09:30:00Z') - weeksBack * 7 * 86_400_000).toISOString()
    const usual = [1, 2, 3, 4, 5, 6].flatMap((weeksBack) => [hour(weeksBack), hour(weeksBack)])
    const spike = Array.from({ length: 12 }, () => hour(0))
    await keepPosts(house.db, automatic, { posts: [...usual, ...spike].map((publishedAt) => ({ publishedAt })), window })
    const { insights } = await writeInsights(deps(), automatic)
    expect(insights.find(({ kind }) => kind === 'trend')?.text).toContain('It spiked on 18 November, 09:00 UTC: 12 threads in an hour that usually has 2.')
    await keepPosts(house.db, automatic, { posts: [{ publishedAt: hour(0) }], window })
    const current = await house.db.insights.current(automatic)
    expect(current?.stale.map(({ insight }) => insights[insight]?.kind)).toContain('trend')
  })

  test('are not written from nothing: an empty scope has none, and says nothing', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    expect(await writeInsights(deps(), automatic)).toMatchObject({ insights: [], withheld: [], struck: [] })
  })

  test('of one scope are nothing to another: what only the other holds is struck out', async () => {
    const { automatic, custom } = await furnished()
    const { insights } = await writeInsights(deps(), automatic)
    const range = { from: new Date('2026-10-24'), to: new Date('2026-11-23') }
    const checked = await checkDrafts({ db: house.db, scope: custom, range }, insights)
    // Cards have no ids and both scopes hold the same posts; every claim about a subject names one of the other scope.
    expect(checked.insights.map(({ kind }) => kind)).not.toEqual(expect.arrayContaining(['community']))
    expect(checked.struck.every(({ fault }) => fault === 'unknown')).toBe(true)
    expect(checked.struck.length).toBeGreaterThan(5)
  })

  test('hold a quote only where a thread of this scope says it, letter for letter', async () => {
    const { automatic, custom } = await furnished()
    const [own, foreign] = await Promise.all(
      [automatic, custom].map(async (scope) => (await house.db.threads.list(scope, { filter: { text: 'deno 3' }, limit: 1 })).items[0]),
    )
    if (own === undefined || foreign === undefined) throw new Error('the threads were stored')
    const range = { from: new Date('2026-10-24'), to: new Date('2026-11-23') }
    const draft = (threadId: string, quote: string) => ({
      kind: 'next' as const,
      text: '',
      parts: [{ threadId, quote }],
      evidence: [],
      recommendation: null,
      priority: null,
    })
    const { insights, struck } = await checkDrafts({ db: house.db, scope: automatic, range }, [
      draft(own.id, 'sync fails after the update'),
      draft(own.id, 'sync failed after the update'),
      draft(foreign.id, 'sync fails after the update'),
    ])
    expect(insights).toHaveLength(1)
    expect(struck.map(({ fault }) => fault)).toEqual(['not_in_thread', 'unknown'])
  })
})

test('an erased author is in no insight any more, kept or shown', async () => {
  const { automatic } = await furnished('zoe')
  await writeInsights(deps(), automatic)
  const traces = async () =>
    (await house.owner('SELECT 1 FROM insight_runs WHERE campaign_id = $1 AND insights::text LIKE $2', [automatic.campaignId, '%zoe%'])).length +
    (JSON.stringify(await metadataOf(automatic)).includes('zoe') ? 1 : 0)
  expect(await traces()).toBe(2)
  const { db, workspaceId } = house
  const { id } = await db.erasures.request(workspaceId, { platform: 'reddit', username: 'zoe' }, 'test')
  const call = { workspaceId, erasureId: id, enter: (request: Parameters<typeof house.scope>[0]) => house.scope(request) }
  await db.across.previewErasure(call)
  await db.across.confirmErasure({ ...call, username: 'zoe', by: 'test' })
  expect(await traces()).toBe(0)
})

describe('the time of the next writing', () => {
  const dueOf = async ({ campaignId, brandId }: Scope) =>
    (await house.db.insights.due(1_000)).filter(({ request }) =>
      [campaignId, brandId].includes(request.type === 'automatic' ? request.brandId : request.campaignId),
    )
  test('comes with a run that stored something, is given to one worker, and is a day away once they are written', async () => {
    const { automatic } = await furnished()
    const both = await Promise.all([dueOf(automatic), dueOf(automatic)])
    expect(both.flat().filter(({ request }) => request.type === 'automatic')).toHaveLength(1)
    await writeInsights(deps(), automatic)
    expect((await dueOf(automatic)).filter(({ request }) => request.type === 'automatic')).toEqual([])
    const [row] = await house.owner<{ hours: number }>(
      'SELECT extract(epoch FROM insights_at - now())::float8 / 3600 AS hours FROM scout_dispatch WHERE campaign_id = $1',
      [automatic.campaignId],
    )
    expect(row?.hours).toBeGreaterThan(23)
    await house.db.insights.ask(automatic)
    expect((await dueOf(automatic)).length).toBeGreaterThan(0)
  })
})
