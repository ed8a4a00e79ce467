import { keepPosts, testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Scope, Source } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { WorkerDeps } from './deps.ts'
import { refresh } from './schedule.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const again: Source = {
  kind: 'reddit',
  async *collect() {},
  rereading: { atOnce: 1, most: 1, withinMs: 1_000, async *ask() {} },
}
const deps = (source: Source): WorkerDeps => ({
  db: house.db,
  workerId: 'test',
  draining: new AbortController().signal,
  model: null,
  sources: (kind) => (kind === 'reddit' ? source : null),
  now: () => new Date(Date.now() + 60_000),
  log: (event, facts) => {
    throw new Error(`${event} ${JSON.stringify(facts)}`)
  },
})
const keeping = async (): Promise<Scope> => {
  const brand = await house.db.brands.create(house.workspaceId, { name: 'alpha', sources: ['reddit'] })
  const scope = await house.scope({ type: 'automatic', brandId: brand.id })
  await keepPosts(house.db, scope, { posts: [{ externalId: 't3_1' }] })
  await house.owner('UPDATE scout_dispatch SET refresh_at = now(), wake_at = NULL WHERE campaign_id = $1', [scope.campaignId])
  return scope
}
const refreshesOf = async ({ campaignId }: Scope): Promise<string[]> =>
  (await house.owner<{ status: string }>(`SELECT status FROM scout_runs WHERE campaign_id = $1 AND mode = 'refresh'`, [campaignId])).map(({ status }) => status)

test('a scope that keeps posts of a place that can be asked again gets a run for it, one, and is looked at again in an hour', async () => {
  const scope = await keeping()
  await refresh(deps(again))
  await refresh(deps(again))
  expect(await refreshesOf(scope)).toEqual(['queued'])
  const [row] = await house.owner<{ soon: boolean; woken: boolean }>(
    `SELECT refresh_at BETWEEN now() + interval '59 minutes' AND now() + interval '61 minutes' AS soon, wake_at IS NOT NULL AS woken FROM scout_dispatch WHERE campaign_id = $1`,
    [scope.campaignId],
  )
  expect(row).toEqual({ soon: true, woken: true })
})

test('nothing is run for a place that cannot be asked again, nor for an archived brand; for a paused one it is', async () => {
  const { rereading: _none, ...silent } = again
  const scopes = [await keeping(), await keeping(), await keeping()]
  const [mute, archived, paused] = scopes
  if (mute === undefined || archived === undefined || paused === undefined) throw new Error('no scopes')
  await house.owner(`UPDATE brands SET status = 'paused' WHERE id = $1`, [paused.brandId])
  await house.owner(`UPDATE brands SET status = 'archived' WHERE id = $1`, [archived.brandId])
  await house.owner('UPDATE scout_dispatch SET refresh_at = NULL WHERE campaign_id <> $1', [mute.campaignId])
  await refresh(deps(silent))
  await house.owner('UPDATE scout_dispatch SET refresh_at = now() WHERE campaign_id = ANY($1)', [[archived.campaignId, paused.campaignId]])
  await refresh(deps(again))
  expect(await Promise.all(scopes.map(refreshesOf))).toEqual([[], [], ['queued']])
})
