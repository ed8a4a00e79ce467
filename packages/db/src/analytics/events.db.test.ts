import type { Scope } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keepPosts, type PostPlan, rangeOf, testHouse, type TestHouse } from '../testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const hourMs = 3_600_000
const spikeAt = Date.parse('2026-11-18T14:00:00Z')
const range = rangeOf('2026-11-15', '2026-11-22')
const at = (ms: number, n: number, painPoints: string[] = []): PostPlan => ({ publishedAt: new Date(ms + n * 1_000).toISOString(), painPoints })
/** Six threads at 14 o'clock of each Wednesday, one at noon of every day, and whatever `then` adds. */
const usual = (): PostPlan[] => [
  ...Array.from({ length: 8 }, (_, week) => week + 1).flatMap((week) =>
    Array.from({ length: 6 }, (_, n) => at(spikeAt - week * 168 * hourMs, n, ['old pain'])),
  ),
  ...Array.from({ length: 60 }, (_, day) => at(Date.parse('2026-09-23T12:00:00Z') + day * 24 * hourMs, 0)),
]
const window = { since: new Date('2026-09-01T00:00:00Z'), until: new Date('2026-11-22T00:00:00Z') }
const scoped = async (posts: PostPlan[], windows: { since: Date; until: Date; ok?: boolean }[] = [window]): Promise<Scope> => {
  const { automatic } = await house.brand({ customs: 0 })
  await keepPosts(house.db, automatic, { posts, ...(windows[0] !== undefined && { window: windows[0] }) })
  for (const more of windows.slice(1)) await keepPosts(house.db, automatic, { posts: [], window: more })
  return automatic
}
const kinds = async (scope: Scope) => (await house.db.analytics.events(scope, range)).map(({ kind, from }) => [kind, from])

test('a burst is a spike with its own hour, median and threshold, and the usual six of a Wednesday are none', async () => {
  const quiet = await scoped([...usual(), ...Array.from({ length: 6 }, (_, n) => at(spikeAt, n))])
  expect(await kinds(quiet)).toEqual([])
  const loud = await scoped([...usual(), ...Array.from({ length: 30 }, (_, n) => at(spikeAt, n))])
  expect(await house.db.analytics.events(loud, range)).toEqual([
    { kind: 'spike', from: '2026-11-18T14:00:00.000Z', to: '2026-11-18T15:00:00.000Z', threads: 30, median: 6, threshold: 6 },
  ])
})

test('no threads where six are usual is a silence, unless the source failed in that hour or was not asked', async () => {
  expect(await kinds(await scoped(usual()))).toEqual([['silence', '2026-11-18T14:00:00.000Z']])
  const until = new Date('2026-11-18T12:00:00Z')
  expect(await kinds(await scoped(usual(), [{ ...window, until }]))).toEqual([])
  const failed = [
    { ...window, until },
    { since: until, until: new Date('2026-11-19T00:00:00Z'), ok: false },
  ]
  expect(await kinds(await scoped(usual(), failed))).toEqual([])
})

test('a pain point is new where enough threads name it and none ever did before', async () => {
  const fresh = Array.from({ length: 5 }, (_, n) => at(Date.parse('2026-11-17T08:00:00Z') + n * 5 * hourMs, 0, ['new pain', 'old pain']))
  const rare = Array.from({ length: 4 }, (_, n) => at(Date.parse('2026-11-17T09:00:00Z') + n * 5 * hourMs, 0, ['rare pain']))
  const scope = await scoped([...usual(), ...Array.from({ length: 6 }, (_, n) => at(spikeAt, n)), ...fresh, ...rare])
  const events = await house.db.analytics.events(scope, range)
  expect(events).toMatchObject([{ kind: 'new_pain_point', painPoint: { keyword: 'new pain' }, threads: 5, from: '2026-11-17T00:00:00.000Z' }])
})

test('an import without any run is read between its first day and its last one, and no further', async () => {
  const scope = await scoped([...usual(), ...Array.from({ length: 30 }, (_, n) => at(spikeAt, n))], [])
  expect(await kinds(scope)).toEqual([['spike', '2026-11-18T14:00:00.000Z']])
})

const runOnce = async (scope: Scope, status: 'succeeded' | 'partial' | 'failed'): Promise<void> => {
  const { runId } = await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
  const lease = await house.db.dispatch.acquire(scope, 'test', 60_000)
  if (lease === null) throw new Error('somebody holds this scope')
  await house.db.runProgress.take(lease, runId)
  await house.db.runProgress.finish(lease, runId, { status, reason: null })
  await house.db.dispatch.release(lease)
}

test('the times at which its sources were asked are told with how they ended, those of the range alone and no import', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  const { automatic: other } = await house.brand({ customs: 0 })
  await keepPosts(house.db, automatic, { posts: usual(), window })
  await runOnce(automatic, 'succeeded')
  await runOnce(automatic, 'partial')
  await runOnce(other, 'failed')
  const now = Date.now()
  const today = { from: new Date(now - 24 * hourMs), to: new Date(now + 24 * hourMs) }
  expect((await house.db.analytics.scouted(automatic, today)).map(({ outcome }) => outcome)).toEqual(['succeeded', 'partial'])
  expect(await house.db.analytics.scouted(automatic, rangeOf('2026-09-01', '2026-10-01'))).toEqual([])
})
