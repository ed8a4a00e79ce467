import { setTimeout as sleep } from 'node:timers/promises'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Run } from '@echoscope/domain'
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

const places = ['hacker-news', 'stack-exchange', 'lemmy', 'mastodon', 'github', 'feeds'] as const

test('six sources are read at once: a slow one and one that sets a pace hold up no other, one that refuses is named, and the rest is stored', async () => {
  await using replay = await replayAll({
    posts: samplePosts(120, new Date(Date.now() - 3_600_000)),
    always: { lemmy: { kind: 'slow', ms: 2_500 }, github: { kind: 'status', status: 401 } },
    limits: { 'stack-exchange': { requests: 1, perMs: 1_500 } },
  })
  const { id: brandId } = await house.db.brands.create(house.workspaceId, { name: 'alpha', sources: [...places] })
  const scope = await house.scope({ type: 'automatic', brandId })
  const settings: Readonly<Record<string, Record<string, string>>> = { mastodon: { token: 'token' }, feeds: { addresses: replay.urlOf('feeds') } }
  const world = createWorld({
    userAgent: 'test',
    urls: Object.fromEntries(places.map((place) => [place, replay.urlOf(place)])),
    allow: [replay.host],
    gate: (place) => house.db.sourceGates.of(place),
  })
  const sources = (kind: string) => {
    const connector = connectors.find((each) => each.kind === kind)
    return connector === undefined ? null : openSource(connector, world, { settings: settings[kind] ?? {}, askedFor: scope.workspaceId })
  }
  const run = async (): Promise<Run | undefined> => (await house.db.runs.list(scope, { limit: 1 })).items[0]
  const stateOf = async (kind: string) => (await run())?.sources.find((each) => each.source === kind)

  await house.db.dispatch.claim(scope, new Date())
  const deps = { db: house.db, sources, now: () => new Date(), log: () => undefined }
  const ended = runScope(deps, scope, { holder: 'test', signal: new AbortController().signal })
  for (const giveUpAt = Date.now() + 20_000; (await stateOf('feeds'))?.status !== 'succeeded' && Date.now() < giveUpAt; ) await sleep(50)
  // All of them lie on one host here: a pace that one of them sets may have lemmy wait, too.
  expect([await stateOf('feeds'), await stateOf('lemmy')]).toMatchObject([
    { status: 'succeeded', stored: 120 },
    { status: expect.stringMatching(/^(running|waiting)$/) },
  ])
  await ended

  expect(await run()).toMatchObject({ status: 'partial', stored: 5 * 120, reason: expect.stringContaining('github') })
  for (const place of places.filter((each) => each !== 'github')) expect(await stateOf(place)).toMatchObject({ status: 'succeeded', stored: 120 })
  expect(await stateOf('github')).toMatchObject({ status: 'failed', stored: 0, lastError: expect.stringContaining('401') })
  expect(replay.requests.filter(({ place }) => place === 'stack-exchange').length).toBeGreaterThan(1)
})
