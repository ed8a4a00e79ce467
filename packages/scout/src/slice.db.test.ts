import { testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Scope } from '@echoscope/domain'
import { connectors, createWorld, openSource } from '@echoscope/sources'
import { replayAll } from '@echoscope/sources/replay'
import { samplePosts } from '@echoscope/sources/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { runScope } from './index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const shares = { longestMs: 0, pages: 1, shortestMs: 0 }
const signal = new AbortController().signal

test('runs that share a worker take turns at a place, a page each while another waits, and end with what each would have alone', async () => {
  // 250 posts are five pages of each list.
  await using replay = await replayAll({ posts: samplePosts(250, new Date(Date.now() - 3_600_000)) })
  const world = createWorld({
    userAgent: 'test',
    urls: { reddit: replay.urlOf('reddit'), 'reddit-login': replay.urlOf('reddit') },
    allow: [],
    gate: (place) => house.db.sourceGates.of(place),
  })
  const connector = connectors.find(({ kind }) => kind === 'reddit')
  const deps = (scope: Scope) => ({
    db: house.db,
    sources: () =>
      connector === undefined ? null : openSource(connector, world, { settings: { clientId: 'id', clientSecret: 'secret' }, askedFor: scope.workspaceId }),
    now: () => new Date(),
    log: () => undefined,
  })
  const scopes: Scope[] = []
  for (const name of ['alpha', 'beta', 'number']) {
    const { id: brandId } = await house.db.brands.create(house.workspaceId, { name, sources: ['reddit'] })
    const scope = await house.scope({ type: 'automatic', brandId })
    await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    scopes.push(scope)
  }
  const makeWait = () => house.owner(`UPDATE scout_dispatch SET wake_at = wake_at - interval '10 seconds' WHERE wake_at IS NOT NULL`)
  const nextInLine = async (): Promise<Scope | undefined> => {
    const [row] = await house.owner<{ id: string }>('SELECT campaign_id AS id FROM scout_dispatch WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1')
    return scopes.find(({ campaignId }) => campaignId === row?.id)
  }
  for (let scope = await nextInLine(); scope !== undefined; scope = await nextInLine()) {
    await makeWait()
    await runScope(deps(scope), scope, { holder: 'test', signal, shares })
  }

  const words = replay.requests.flatMap(({ url }) => url.searchParams.get('q') ?? [])
  expect(words.slice(0, 6)).toEqual(['alpha', 'beta', 'number', 'alpha', 'beta', 'number'])
  for (const scope of scopes) {
    const [run, ...others] = (await house.db.runs.list(scope, { limit: 5 })).items
    expect(others).toEqual([])
    expect(run).toMatchObject({ status: 'succeeded', fetched: 250, stored: 250, attempts: 1 })
  }
})

test('a run that nobody waits behind keeps its worker to its end', async () => {
  await using replay = await replayAll({ posts: samplePosts(250, new Date(Date.now() - 3_600_000)) })
  const { id: brandId } = await house.db.brands.create(house.workspaceId, { name: 'alpha', sources: ['lemmy'] })
  const scope = await house.scope({ type: 'automatic', brandId })
  const world = createWorld({ userAgent: 'test', urls: { lemmy: replay.urlOf('lemmy') }, allow: [], gate: (place) => house.db.sourceGates.of(place) })
  const lemmy = connectors.find(({ kind }) => kind === 'lemmy')
  const sources = () => (lemmy === undefined ? null : openSource(lemmy, world, { settings: {}, askedFor: scope.workspaceId }))
  const { runId } = await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
  await runScope({ db: house.db, sources, now: () => new Date(), log: () => undefined }, scope, { holder: 'test', signal, shares })
  expect(await house.db.runs.get(scope, runId)).toMatchObject({ status: 'succeeded', stored: 250 })
})
