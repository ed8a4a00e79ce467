import { requestOf, type Scope } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { keepPosts, testHouse, type TestHouse } from '../testing/index.ts'
import type { NewInsightRun } from './index.ts'

let house: TestHouse
let scope: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
beforeEach(async () => {
  const [custom] = (await house.brand({ customs: 1 })).customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  scope = custom
  await keepPosts(house.db, scope, { posts: [{}] })
})
afterAll(() => house?.[Symbol.asyncDispose]())

const isDue = async (): Promise<boolean> =>
  (await house.db.insights.due(100)).some(({ request }) => JSON.stringify(request) === JSON.stringify(requestOf(scope)))
const run: NewInsightRun = {
  range: { from: '2026-10-24', to: '2026-11-23' },
  timeZone: 'UTC',
  writer: 'rules',
  fellBack: null,
  model: null,
  parameters: {},
  promptHash: null,
  factsHash: '',
  inputs: [],
  insights: [],
  struck: [],
  withheld: [],
  inputTokens: 0,
  outputTokens: 0,
  usd: 0,
}

test('insights that are asked for are due once, and written ones not again that day', async () => {
  await house.db.insights.ask(scope)
  expect([await isDue(), await isDue()]).toEqual([true, false])
  await house.db.insights.keep(scope, run)
  expect(await isDue()).toBe(false)
})

test('what is asked for while they are written is written next, not a day later', async () => {
  await house.db.insights.ask(scope)
  expect(await isDue()).toBe(true)
  await house.db.insights.ask(scope)
  await house.db.insights.keep(scope, run)
  expect(await isDue()).toBe(true)
})

test('for a campaign that was removed meanwhile they are asked for as for one that was never there', async () => {
  await house.db.campaigns.remove(scope.workspaceId, scope.campaignId)
  await expect(house.db.insights.ask(scope)).rejects.toMatchObject({ reason: 'scope_not_found' })
})
