import { testHouse, type TestHouse } from '@echoscope/db/testing'
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

test('a stream is listened to from where the last run ended, a moment before: it has no figures that would settle', async () => {
  await using replay = await replayAll({ posts: samplePosts(20, new Date(Date.now() - 60_000)) })
  const { id: brandId } = await house.db.brands.create(house.workspaceId, { name: 'alpha', sources: ['bluesky'] })
  const scope = await house.scope({ type: 'automatic', brandId })
  const world = createWorld({
    userAgent: 'test',
    urls: { 'bluesky-stream': replay.urlOf('bluesky') },
    allow: [],
    gate: (place) => house.db.sourceGates.of(place),
  })
  const sources = (kind: string) => {
    const connector = connectors.find((each) => each.kind === kind)
    return connector === undefined ? null : openSource(connector, world, { settings: { stream: 'yes' }, askedFor: scope.workspaceId })
  }
  const begun: number[] = []
  for (let run = 0; run < 2; run += 1) {
    begun.push(Date.now())
    await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    await runScope({ db: house.db, sources, now: () => new Date(), log: () => undefined }, scope, { holder: 'test', signal: new AbortController().signal })
  }
  const [second, first] = (await house.db.runs.list(scope, { limit: 2 })).items
  expect(first).toMatchObject({ status: 'succeeded', stored: 20 })
  expect(second).toMatchObject({ status: 'succeeded', stored: 0, errors: 0 })
  const [, cursor = 0] = replay.requests.map(({ url }) => Number(url.searchParams.get('cursor')) / 1_000)
  expect(cursor).toBeGreaterThan((begun[0] ?? 0) - 10_000)
})
