import { keepPosts, testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Scope } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { WorkerDeps } from './deps.ts'
import { redate } from './schedule.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

test('a worker counts every scope of a workspace anew, each once, and goes on after one that it cannot', async () => {
  const { automatic, customs } = await house.brand({ customs: 2 })
  const scopes = [automatic, ...customs]
  for (const scope of scopes) await keepPosts(house.db, scope, { posts: [{ externalId: 't3_1', publishedAt: '2026-11-20T19:00:00Z' }] })
  const [broken] = customs
  const heard: unknown[] = []
  const timeZones = {
    ...house.db.timeZones,
    redate: (scope: Scope) => (scope.campaignId === broken?.campaignId ? Promise.reject(new Error('broken')) : house.db.timeZones.redate(scope)),
  }
  const deps: WorkerDeps = {
    db: { ...house.db, timeZones },
    workerId: 'test',
    draining: new AbortController().signal,
    model: null,
    sources: () => null,
    now: () => new Date(),
    log: (event, facts) => void heard.push([event, facts['moved'] ?? null]),
  }
  await house.db.timeZones.set(house.workspaceId, 'Asia/Kathmandu')
  await redate(deps)
  await redate(deps)
  expect(heard.toSorted()).toEqual([
    ['days_counted_anew', 1],
    ['days_counted_anew', 1],
    ['redate_failed', null],
  ])
  expect(await house.db.timeZones.state(house.workspaceId)).toEqual({ timeZone: 'Asia/Kathmandu', scopes: 3, waiting: 1 })
})
