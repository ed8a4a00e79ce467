import { type TestHouse, testHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())
const run = (...args: string[]) => echoscope(args, { env: { DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl } })

test('without a worker a run is asked for once, and the command says what it waits for instead of waiting', async () => {
  const { brand, automatic } = await house.brand({ customs: 0 })
  const first = await run('scout', '--brand', brand.id)
  expect([first.code, first.err]).toEqual([1, expect.stringMatching(/No worker is running.*start/)])
  const second = await run('scout', '--brand', brand.id, '--no-wait')
  expect([second.code, second.err]).toEqual([0, expect.stringMatching(/is under way already/)])
  expect(JSON.parse(second.out)).toMatchObject({ id: JSON.parse(first.out).id, status: 'queued', trigger: 'manual' })
  expect((await house.db.runs.list(automatic, { limit: 10 })).items).toHaveLength(1)
})

test('where a worker lives the run is followed to its end', async () => {
  const { brand, automatic } = await house.brand({ name: 'Followed', customs: 0 })
  await house.db.health.beat('a-worker', new Date())
  const following = run('scout', '--brand', brand.id, '--since', '2026-01-01')
  await expect.poll(async () => (await house.db.runs.list(automatic, { limit: 1 })).items.length, { timeout: 20_000 }).toBe(1)
  const [queued] = (await house.db.runs.list(automatic, { limit: 1 })).items
  if (queued === undefined) throw new Error('a run was asked for')
  expect(queued.mode).toBe('backfill')
  await house.owner(`UPDATE scout_runs SET status = 'succeeded', started_at = now(), finished_at = now() WHERE id = $1`, [queued.id])
  const { code, out } = await following
  expect([code, JSON.parse(out).status]).toEqual([0, 'succeeded'])
})
