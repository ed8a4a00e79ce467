import type { Insight, Scope, ThreadId } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { NewInsightRun } from '../insights/index.ts'
import { keepPosts, testHouse, threadOf, type TestHouse } from '../testing/index.ts'
import { confirmErasure, previewErasure } from './erase-author.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const insight = (parts: Insight['parts']): Insight => ({ kind: 'next', text: 'words', parts, evidence: [], recommendation: null, priority: null })
const run = (insights: readonly Insight[], changes: Partial<NewInsightRun> = {}): NewInsightRun => ({
  range: { from: '2026-10-24', to: '2026-11-23' },
  timeZone: 'UTC',
  writer: 'rules',
  fellBack: null,
  model: null,
  parameters: {},
  promptHash: null,
  factsHash: '0'.repeat(64),
  inputs: [],
  insights,
  struck: [],
  withheld: [],
  inputTokens: 0,
  outputTokens: 0,
  usd: 0,
  ...changes,
})
const quoting = (threadId: ThreadId) => insight([{ threadId, quote: 'sync fails' }])
const post = (externalId: string, author: string, changes: object = {}) => ({ externalId, author, body: 'sync fails', ...changes })

async function furnished(): Promise<{ automatic: Scope; custom: Scope }> {
  const { automatic, customs } = await house.brand({ customs: 1 })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  for (const scope of [automatic, custom])
    await keepPosts(house.db, scope, { posts: [post('t3_a', 'ann'), post('t3_b', 'bob'), post('t3_old', 'ann', { publishedAt: '2025-01-01T12:00:00Z' })] })
  return { automatic, custom }
}
const kept = async (scope: Scope) => (await house.db.insights.history(scope, { limit: 50 })).items.map(({ id }) => id)
const shown = async ({ campaignId }: Scope) => {
  const [row] = await house.owner<{ metadata: object }>('SELECT metadata FROM campaigns WHERE id = $1', [campaignId])
  return Object.keys(row?.metadata ?? {})
}

test('a quote goes with the text its source deleted, in this scope alone; insights on other threads stay', async () => {
  const { automatic, custom } = await furnished()
  const [a, b] = [await threadOf(house.db, automatic, 't3_a'), await threadOf(house.db, automatic, 't3_b')]
  const other = await house.db.insights.keep(automatic, run([quoting(b)]))
  await house.db.insights.keep(automatic, run([], { struck: [{ claim: { threadId: a, quote: 'sync failed' }, fault: 'not_in_thread' }] }))
  await house.db.insights.keep(automatic, run([quoting(b), quoting(a)]))
  const theirs = await house.db.insights.keep(custom, run([quoting(await threadOf(house.db, custom, 't3_a'))]))
  expect([await shown(automatic), await shown(custom)]).toEqual([['ai_insights'], ['insights']])
  await keepPosts(house.db, automatic, { posts: [post('t3_a', 'ann', { gone: true })] })
  expect(await kept(automatic)).toEqual([other.id])
  expect(await shown(automatic)).toEqual([])
  expect([await kept(custom), await shown(custom)]).toEqual([[theirs.id], ['insights']])
})

test('a voice goes with the last of its posts that its source deleted', async () => {
  const { automatic } = await furnished()
  const { id } = await idOf(automatic, 'bob')
  await house.db.insights.keep(automatic, run([insight([{ metric: 'voice.name', of: id, value: 'bob' }])]))
  await keepPosts(house.db, automatic, { posts: [post('t3_a', 'ann', { gone: true })] })
  expect(await kept(automatic)).toHaveLength(1)
  await keepPosts(house.db, automatic, { posts: [post('t3_b', 'bob', { gone: true })] })
  expect([await kept(automatic), await shown(automatic)]).toEqual([[], []])
})

test('a quote goes with a thread whose time to be kept is over, and insights with their own', async () => {
  const { automatic } = await furnished()
  const old = await house.db.insights.keep(automatic, run([]))
  await house.owner("UPDATE insight_runs SET written_at = '2025-02-01' WHERE id = $1", [old.id])
  await house.db.insights.keep(automatic, run([quoting(await threadOf(house.db, automatic, 't3_old'))]))
  const recent = await house.db.insights.keep(automatic, run([quoting(await threadOf(house.db, automatic, 't3_b'))]))
  const { revision } = await house.db.brands.get(automatic.workspaceId, automatic.brandId)
  await house.db.brands.update(automatic.workspaceId, { brandId: automatic.brandId, revision, retentionDays: 90 })
  await house.db.retention.sweep(automatic, new Date('2026-11-23T08:00:00Z'))
  expect(await kept(automatic)).toEqual([recent.id])
})

test('insights that were being written while their author was erased are not kept: no quote, no struck claim, no voice, no trace of the text', async () => {
  const { automatic } = await furnished()
  const a = await threadOf(house.db, automatic, 't3_a')
  const b = await threadOf(house.db, automatic, 't3_b')
  const { id: ann } = await idOf(automatic, 'ann')
  await erase(automatic.workspaceId, 'ann')
  const overtaken = [
    run([quoting(a)]),
    run([], { struck: [{ claim: { threadId: a, quote: 'what ann wrote' }, fault: 'not_in_thread' }] }),
    run([], { struck: [{ claim: { metric: 'voice.name', of: ann, value: 'ann' }, fault: 'unknown' }] }),
    run([quoting(b)], { inputs: [{ threadId: a, hash: '0'.repeat(64) }] }),
  ]
  for (const each of overtaken) await expect(house.db.insights.keep(automatic, each)).rejects.toMatchObject({ reason: 'wrong_state' })
  expect([await kept(automatic), await shown(automatic)]).toEqual([[], []])
  const fine = await house.db.insights.keep(automatic, run([quoting(b)], { inputs: [{ threadId: b, hash: '0'.repeat(64) }] }))
  expect(await kept(automatic)).toEqual([fine.id])
})

async function erase(workspaceId: Scope['workspaceId'], username: string): Promise<void> {
  const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username }, 'test')
  const call = { workspaceId, erasureId: id, enter: (request: Parameters<typeof house.scope>[0]) => house.scope(request, workspaceId) }
  await previewErasure(house.db, call)
  await confirmErasure(house.db, { ...call, username, by: 'test' })
}

async function idOf({ campaignId }: Scope, username: string): Promise<{ id: string }> {
  const [row] = await house.owner<{ id: string }>('SELECT id FROM influencers WHERE campaign_id = $1 AND username = $2', [campaignId, username])
  if (row === undefined) throw new Error(`no ${username} in this scope`)
  return row
}
