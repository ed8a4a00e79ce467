import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const november = new Date('2026-11-23T08:00:00Z')
const call = (usd: number) => ({ model: 'm', inputTokens: 100, outputTokens: 10, usd })

test('many callers at once together never set aside more than the budget, whatever scopes they call for', async () => {
  const workspaceId = (await house.db.workspaces.create('Spender')).id
  const { automatic, customs } = await house.brand({ workspaceId, customs: 1 })
  await house.db.aiBudgets.set(workspaceId, 1)
  const scopes = [automatic, ...customs]
  const taken = await Promise.all(Array.from({ length: 30 }, (_, n) => house.db.aiBudgets.reserve(scopes[n % 2] ?? automatic, 0.09, november)))
  expect(taken.filter((each) => each !== null)).toHaveLength(11)
  expect((await house.db.aiBudgets.read(workspaceId, november)).reservedUsd).toBeCloseTo(0.99)
})

test('what a call cost is spent in its month and counted with its scope; what it did not cost is free again', async () => {
  const workspaceId = (await house.db.workspaces.create('Spender')).id
  const { automatic } = await house.brand({ workspaceId, customs: 0 })
  await house.db.aiBudgets.set(workspaceId, 1)
  const reserved = await house.db.aiBudgets.reserve(automatic, 0.9, november)
  if (reserved === null) throw new Error('there is enough')
  expect(await house.db.aiBudgets.reserve(automatic, 0.2, november)).toBeNull()
  await house.db.aiBudgets.settle(automatic, reserved, call(0.3))
  expect(await house.db.aiBudgets.read(workspaceId, november)).toEqual({ month: '2026-11-01', budgetUsd: 1, spentUsd: 0.3, reservedUsd: 0 })
  expect(await house.db.aiBudgets.reserve(automatic, 0.71, november)).toBeNull()
  expect(await house.db.aiBudgets.reserve(automatic, 0.7, november)).not.toBeNull()
  expect(await house.db.aiBudgets.reserve(automatic, 1, new Date('2026-12-01T00:00:00Z'))).not.toBeNull()
  expect(await house.owner('SELECT model, input_tokens, output_tokens, usd::float8 FROM ai_calls WHERE campaign_id = $1', [automatic.campaignId])).toEqual([
    { model: 'm', input_tokens: 100, output_tokens: 10, usd: 0.3 },
  ])
})

test('one workspace’s money is not another’s', async () => {
  const [one, other] = [(await house.db.workspaces.create('One')).id, (await house.db.workspaces.create('Other')).id]
  const { automatic } = await house.brand({ workspaceId: one, customs: 0 })
  await house.db.aiBudgets.set(one, 0)
  expect(await house.db.aiBudgets.reserve(automatic, 0.01, november)).toBeNull()
  expect((await house.db.aiBudgets.read(other, november)).budgetUsd).toBe(5)
})
