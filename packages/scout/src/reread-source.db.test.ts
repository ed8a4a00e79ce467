import { testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Run, Scope } from '@echoscope/domain'
import { connectors, createWorld, openSource } from '@echoscope/sources'
import { replayAll, type ReplayAll, type ReplayAllOptions } from '@echoscope/sources/replay'
import { samplePosts } from '@echoscope/sources/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { runScope } from './index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const dayMs = 86_400_000
const kinds = ['hacker-news', 'stack-exchange', 'feeds'] as const

/** A brand whose sources were read a moment ago. */
async function scouted({ count = 30, ...options }: Partial<ReplayAllOptions> & { count?: number } = {}) {
  const replay = await replayAll({ posts: samplePosts(count, new Date(Date.now() - dayMs)), ...options })
  const { id: brandId } = await house.db.brands.create(house.workspaceId, { name: 'alpha', sources: [...kinds] })
  const scope = await house.scope({ type: 'automatic', brandId })
  const later = { ms: 0 }
  const work = async (): Promise<Run> => {
    await runScope(depsOn(replay, scope, later), scope, { holder: 'test', signal: new AbortController().signal })
    const [run] = (await house.db.runs.list(scope, { limit: 1 })).items
    if (run === undefined) throw new Error('there is no run')
    return run
  }
  await house.db.dispatch.claim(scope, new Date())
  expect(await work()).toMatchObject({ status: 'succeeded', stored: 3 * count })
  const wish = () => house.db.runs.request(scope, { trigger: 'manual', mode: 'refresh', since: null })
  return { replay, scope, work, wish, later, [Symbol.asyncDispose]: () => replay.close() }
}

function depsOn(replay: ReplayAll, scope: Scope, later: { readonly ms: number }) {
  const world = createWorld({
    userAgent: 'test',
    urls: Object.fromEntries(kinds.map((kind) => [kind, replay.urlOf(kind)])),
    allow: [replay.host],
    gate: (place) => house.db.sourceGates.of(place),
    http: { tries: 1 },
  })
  const sources = (kind: string) => {
    const connector = connectors.find((each) => each.kind === kind)
    const settings = kind === 'feeds' ? { addresses: replay.urlOf('feeds') } : {}
    return connector === undefined ? null : openSource(connector, world, { settings, askedFor: scope.workspaceId })
  }
  return { db: house.db, sources, now: () => new Date(Date.now() + later.ms), log: () => undefined }
}

const freshness = [
  { platform: 'hacker-news', withinMs: 30 * dayMs },
  { platform: 'stack-exchange', withinMs: 30 * dayMs },
]

test('a refresh keeps the figures of today and blanks what is deleted at its source, and says how many of what it asked', async () => {
  await using place = await scouted()
  const [one, two] = samplePosts(30)
  place.replay.change(one?.id ?? 0, { points: 777 })
  place.replay.remove(two?.id ?? 0)
  place.later.ms = dayMs
  await place.wish()
  const run = await place.work()
  expect(run).toMatchObject({ mode: 'refresh', status: 'succeeded', fetched: 60, stored: 0, updated: 4, gone: 2, unchanged: 56, errors: 0 })
  expect(run.sources.map(({ source }) => source)).toEqual(['hacker-news', 'stack-exchange'])
  const rows = await house.owner<{ gone: string; title: string; body: string }>(
    'SELECT gone, title, body FROM threads WHERE campaign_id = $1 AND (gone IS NOT NULL OR score = 777)',
    [place.scope.campaignId],
  )
  expect(rows.filter(({ gone }) => gone === 'deleted')).toEqual([
    { gone: 'deleted', title: '', body: '' },
    { gone: 'deleted', title: '', body: '' },
  ])
  expect(rows).toHaveLength(4)
})

test('a place that is down, or refuses, deletes nothing, and the campaign keeps what its last scout came to', async () => {
  const always: NonNullable<ReplayAllOptions['always']> = {}
  await using place = await scouted({ always })
  always['hacker-news'] = { kind: 'status', status: 404 }
  always['stack-exchange'] = { kind: 'status', status: 403 }
  place.later.ms = dayMs
  await place.wish()
  const run = await place.work()
  expect(run).toMatchObject({ mode: 'refresh', status: 'failed', gone: 0, updated: 0 })
  const [row] = await house.owner<{ gone: number; last: string }>(
    `SELECT (SELECT count(*)::int FROM threads t WHERE t.campaign_id = c.id AND t.gone IS NOT NULL) AS gone, c.last_run_status AS last FROM campaigns c WHERE c.id = $1`,
    [place.scope.campaignId],
  )
  expect(row).toEqual({ gone: 0, last: 'succeeded' })
})

test('a refresh asks for a young post within hours, for an old one after a quarter of its age, and for none twice', async () => {
  await using place = await scouted()
  const { rereads } = house.db
  const dueAfter = (ms: number) =>
    rereads.stored(place.scope, { platform: 'hacker-news', withinMs: 30 * dayMs, isWished: false, limit: 100 }, new Date(Date.now() + ms))
  expect(await dueAfter(3_600_000)).toHaveLength(0)
  expect(await rereads.claim(place.scope, freshness, new Date())).toBeNull()
  expect(await dueAfter(dayMs)).toHaveLength(30)
  await house.owner(`UPDATE threads SET published_at = published_at - interval '20 days', day = day - 20 WHERE campaign_id = $1`, [place.scope.campaignId])
  expect(await dueAfter(dayMs)).toHaveLength(0)
  expect(await dueAfter(8 * dayMs)).toHaveLength(30)

  place.later.ms = 8 * dayMs
  expect(await rereads.claim(place.scope, freshness, new Date(Date.now() + 8 * dayMs))).not.toBeNull()
  expect(await place.work()).toMatchObject({ trigger: 'schedule', mode: 'refresh', fetched: 60, unchanged: 60, updated: 0 })
  expect(await dueAfter(8 * dayMs)).toHaveLength(0)
})

test('a scout does not wait for a refresh: it goes first, and a refresh under way leaves off for it', async () => {
  await using place = await scouted({ count: 60 })
  place.later.ms = dayMs
  const refresh = await place.wish()
  const scout = await house.db.runs.request(place.scope, { trigger: 'manual', mode: 'incremental', since: null })
  expect([refresh.created, scout.created]).toEqual([true, true])
  expect(await place.wish()).toEqual({ runId: refresh.runId, created: false })
  const outcome = await runScope(depsOn(place.replay, place.scope, place.later), place.scope, { holder: 'test', signal: new AbortController().signal })
  expect(outcome).toEqual({ outcome: 'done', runs: [scout.runId, refresh.runId] })

  place.later.ms = 2 * dayMs
  const { runId } = await place.wish()
  // It stands in line from the first answer on.
  const asked = place.replay.requests.length
  const working = runScope(depsOn(place.replay, place.scope, place.later), place.scope, { holder: 'test', signal: new AbortController().signal, runId })
  while (place.replay.requests.length === asked) await new Promise((resolve) => setTimeout(resolve, 5))
  await house.db.runs.request(place.scope, { trigger: 'manual', mode: 'incremental', since: null })
  await working
  const run = await house.db.runs.get(place.scope, runId)
  expect(run).toMatchObject({ status: 'succeeded', mode: 'refresh' })
  expect(run.fetched).toBeLessThan(120)
})
