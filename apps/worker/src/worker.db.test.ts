import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepPosts, testHouse, type TestHouse } from '@echoscope/db/testing'
import { newId, type Scope } from '@echoscope/domain'
import { runScope } from '@echoscope/scout'
import { createHttp, hackerNewsSource } from '@echoscope/sources'
import { type Replay, replayHackerNews, samplePosts } from '@echoscope/sources/testing'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import type { WorkerDeps } from './deps.ts'
import { scoutBrandAnalytics } from './jobs/scout-brand-analytics.ts'
import { scoutCustomCampaign } from './jobs/scout-custom-campaign.ts'
import { dispatch, sweep } from './schedule.ts'

let house: TestHouse
let replay: Replay
const children = new Set<ChildProcess>()
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  replay = await replayHackerNews({ posts: samplePosts(6_000, new Date(Date.now() - 3_600_000)) })
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(async () => {
  await replay.close()
  await house[Symbol.asyncDispose]()
})

const start = (file: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ChildProcess => {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], ...env },
  })
  children.add(child)
  return child
}
const startMain = (): ChildProcess => start('main.ts', [], { DATABASE_APP_URL: house.appUrl, HACKER_NEWS_URL: replay.url })
/** The next many answers of the search take so long: there is time to kill whoever waits for them. */
const slowDown = (ms: number, requests: number) => replay.fail(...Array.from({ length: requests }, () => ({ kind: 'slow', ms }) as const))

const scopeOf = async (type: 'automatic' | 'custom'): Promise<Scope> => {
  const brand = await house.db.brands.create(house.workspaceId, { name: 'alpha' })
  const automatic = await house.scope({ type: 'automatic', brandId: brand.id })
  if (type === 'automatic') return automatic
  await house.owner('UPDATE scout_dispatch SET next_run_at = NULL WHERE campaign_id = $1', [automatic.campaignId])
  const schedule = { cron: '0 0 1 1 *', timeZone: 'UTC' }
  const { id } = await house.db.campaigns.create(house.workspaceId, { brandId: brand.id, name: 'Beta', keywords: ['beta'], schedule })
  await house.owner('UPDATE scout_dispatch SET next_run_at = now() WHERE campaign_id = $1', [id])
  return house.scope({ type: 'custom', campaignId: id })
}
const runsOf = ({ campaignId }: Scope) =>
  house.owner<{ id: string; status: string; trigger: string }>('SELECT id, status, trigger FROM scout_runs WHERE campaign_id = $1', [campaignId])
const rowsOf = ({ campaignId }: Scope) =>
  house.owner('SELECT external_id, title, score, comments, published_at, day::text FROM threads WHERE campaign_id = $1 ORDER BY external_id', [campaignId])
const daysOf = ({ campaignId }: Scope) =>
  house.owner('SELECT day::text, threads, engagement::int, positive, neutral, negative FROM community_days WHERE campaign_id = $1 ORDER BY day', [campaignId])
const until = async (what: () => Promise<boolean>, patienceMs: number): Promise<void> => {
  for (const giveUpAt = Date.now() + patienceMs; !(await what()); await sleep(200)) if (Date.now() > giveUpAt) throw new Error('waited in vain')
}
const silentDeps = (changes: Partial<WorkerDeps> = {}): WorkerDeps => ({
  db: house.db,
  workerId: 'in this process',
  draining: new AbortController().signal,
  sources: (kind) => (kind === 'hacker-news' ? hackerNewsSource({ http: createHttp({ userAgent: 'test', allow: ['127.0.0.1'] }), baseUrl: replay.url }) : null),
  model: null,
  now: () => new Date(),
  log: () => undefined,
  ...changes,
})

test('three workers, killed at any moment: each due run happens once and ends at the rows of an undisturbed one', async () => {
  const undisturbed = await scopeOf('automatic')
  await house.db.dispatch.claim(undisturbed, new Date())
  await runScope(silentDeps(), undisturbed, { holder: 'alone', signal: new AbortController().signal })
  const wanted = { rows: await rowsOf(undisturbed), days: await daysOf(undisturbed) }
  expect(wanted.rows).toHaveLength(6_000)

  slowDown(150, 400)
  const scopes = [await scopeOf('automatic'), await scopeOf('custom'), await scopeOf('automatic'), await scopeOf('custom')]
  const spawnOne = () => start('testing/child.ts', [house.appUrl, replay.url, '2000'])
  const crew = [spawnOne(), spawnOne(), spawnOne()]
  const doubled: string[] = []
  const allEnded = async () => (await Promise.all(scopes.map(runsOf))).every((runs) => runs.some(({ status }) => status !== 'queued' && status !== 'running'))
  const oneRuns = async () => (await Promise.all(scopes.map(runsOf))).flat().some(({ status }) => status === 'running')
  // Whoever works is among the first three that die, however slowly they began.
  await until(oneRuns, 60_000)
  for (let kill = 0; kill < 10 && !(await allEnded()); kill += 1) {
    if (kill >= crew.length) await sleep(900 + Math.random() * 900)
    const index = kill % crew.length
    const victim = crew[index]
    if (victim === undefined) throw new Error('the crew is three')
    victim.kill('SIGKILL')
    crew[index] = spawnOne()
    const open = await house.owner<{ n: number }>(
      `SELECT count(*)::int AS n FROM scout_runs WHERE status IN ('queued', 'running') AND trigger = 'schedule' GROUP BY campaign_id HAVING count(*) > 1`,
    )
    if (open.length > 0) doubled.push('a scope with two open runs')
  }
  await until(allEnded, 90_000)
  expect(doubled).toEqual([])
  const [taken] = await house.owner<{ most: number }>('SELECT max(attempts) AS most FROM scout_runs')
  expect(taken?.most).toBeGreaterThan(1)
  for (const scope of scopes) {
    expect(await runsOf(scope)).toMatchObject([{ status: 'succeeded', trigger: 'schedule' }])
    expect(await rowsOf(scope)).toEqual(wanted.rows)
    expect(await daysOf(scope)).toEqual(wanted.days)
    expect((await house.db.runs.list(scope, { limit: 1 })).items[0]).toMatchObject({ stored: 6_000, errors: 0 })
  }
})

describe.each([
  ['SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
  ['a parent that goes away', (child: ChildProcess) => child.disconnect()],
])('%s', (_, end) => {
  test('ends a worker within seconds, its run given back for another worker to finish', async () => {
    slowDown(600, 8)
    const scope = await scopeOf('automatic')
    const first = startMain()
    await until(async () => (await runsOf(scope))[0]?.status === 'running', 20_000)
    const askedAt = Date.now()
    end(first)
    const [code] = await once(first, 'exit')
    expect(code).toBe(0)
    expect(Date.now() - askedAt).toBeLessThan(5_000)
    expect(await runsOf(scope)).toMatchObject([{ status: 'queued' }])
    expect(await house.db.dispatch.hold(scope)).toBeNull()
    startMain()
    await until(async () => (await runsOf(scope))[0]?.status === 'succeeded', 60_000)
    expect(await rowsOf(scope)).toHaveLength(6_000)
  })
})

test('a worker says that it lives, removes its finished jobs, and logs no text of a post', async () => {
  const scope = await scopeOf('automatic')
  const worker = startMain()
  let said = ''
  worker.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until(async () => (await runsOf(scope))[0]?.status === 'succeeded', 60_000)
  await until(async () => (await house.owner('SELECT id FROM agenda_jobs WHERE last_finished_at IS NOT NULL')).length === 0, 10_000)
  // Its row goes before its line is written.
  await until(async () => said.includes('job_ended') && said.endsWith('\n'), 10_000)
  const { workerSeenAt } = await house.db.health.check()
  expect(Date.now() - (workerSeenAt?.getTime() ?? 0)).toBeLessThan(20_000)
  const lines: { msg: string }[] = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['worker_started', 'run_started', 'run_ended', 'job_ended']))
  expect(said).not.toMatch(/alpha beta|number \d/)
  expect(said).not.toContain(new URL(house.appUrl).password)
})

test('a worker without a database says what is missing and ends with 1', async () => {
  const child = start('main.ts', [], { WORKER_CONCURRENCY: 'many' })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(said).toMatch(/DATABASE_APP_URL is missing/)
  expect(said).toMatch(/WORKER_CONCURRENCY is a number/)
})

describe('a job', () => {
  test.each([[{}], [{ brandId: 'x' }], [{ brandId: newId(), campaignId: newId() }], [null], [undefined]])(
    'with the payload %j is refused at the door',
    async (payload) => {
      await expect(scoutBrandAnalytics(silentDeps(), payload)).rejects.toThrow()
      await expect(scoutCustomCampaign(silentDeps(), payload)).rejects.toThrow()
    },
  )

  test('finds its scope again in the database: unknown, deleted and of the wrong type are skipped (L10)', async () => {
    const automatic = await scopeOf('automatic')
    const custom = await scopeOf('custom')
    await house.db.runs.request(custom, { trigger: 'manual', mode: 'incremental', since: null })
    await house.db.campaigns.remove(house.workspaceId, custom.campaignId)
    const nobody = { status: 'skipped', reason: 'no_custom_campaign' }
    expect(await scoutCustomCampaign(silentDeps(), { campaignId: custom.campaignId })).toEqual(nobody)
    expect(await scoutCustomCampaign(silentDeps(), { campaignId: automatic.campaignId })).toEqual(nobody)
    expect(await scoutCustomCampaign(silentDeps(), { campaignId: newId() })).toEqual(nobody)
    expect(await scoutBrandAnalytics(silentDeps(), { brandId: automatic.campaignId })).toEqual({ status: 'skipped', reason: 'no_automatic_campaign' })
    expect(await scoutBrandAnalytics(silentDeps(), { brandId: automatic.brandId })).toEqual({ status: 'skipped', reason: 'nothing_due' })
  })
})

test('the dispatcher goes on after a scope it cannot claim, and asks for no more than it could take', async () => {
  await house.owner('UPDATE scout_dispatch SET next_run_at = NULL, wake_at = NULL')
  const broken = await scopeOf('automatic')
  const sound = [await scopeOf('automatic'), await scopeOf('automatic'), await scopeOf('automatic')]
  await house.owner(`UPDATE scout_dispatch SET next_run_at = now() - interval '1 hour' WHERE campaign_id = $1`, [broken.campaignId])
  const woken: unknown[] = []
  const heard: string[] = []
  const claim: WorkerDeps['db']['dispatch']['claim'] = (scope, now) =>
    scope.campaignId === broken.campaignId ? Promise.reject(new Error('broken')) : house.db.dispatch.claim(scope, now)
  const deps = silentDeps({ db: { ...house.db, dispatch: { ...house.db.dispatch, claim } }, log: (event) => void heard.push(event) })
  const wake = async (request: unknown) => void woken.push(request)
  await dispatch(deps, { wake, startedAt: new Date(), freeSlots: () => 2 })
  expect(heard).toEqual(['claim_failed'])
  expect((await Promise.all(sound.map(runsOf))).map((runs) => runs.length)).toEqual([1, 1, 1])
  expect(woken).toHaveLength(2)
  await dispatch(deps, { wake, startedAt: new Date(), freeSlots: () => 0 })
  expect(woken).toHaveLength(2)
})

test('the daily sweep removes what a scope keeps no longer, once, and goes on after a scope that it cannot sweep', async () => {
  const broken = await scopeOf('automatic')
  const sound = await scopeOf('automatic')
  for (const scope of [broken, sound]) {
    await keepPosts(house.db, scope, { posts: [{ publishedAt: '2020-01-01T00:00:00Z' }, { publishedAt: new Date().toISOString() }] })
    const { revision } = await house.db.brands.get(scope.workspaceId, scope.brandId)
    await house.db.brands.update(scope.workspaceId, { brandId: scope.brandId, revision, retentionDays: 30 })
  }
  await house.owner('UPDATE scout_dispatch SET sweep_at = now() WHERE sweep_at IS NOT NULL')
  const heard: unknown[] = []
  const retention = {
    ...house.db.retention,
    sweep: (scope: Scope, now: Date) => (scope.campaignId === broken.campaignId ? Promise.reject(new Error('broken')) : house.db.retention.sweep(scope, now)),
  }
  const deps = silentDeps({ db: { ...house.db, retention }, log: (event, facts) => void heard.push([event, facts['threads'] ?? null]) })
  await sweep(deps)
  await sweep(deps)
  expect(heard.toSorted()).toEqual([
    ['retention_swept', 1],
    ['sweep_failed', null],
  ])
  expect(await house.owner('SELECT count(*)::int AS n FROM threads WHERE campaign_id = $1', [sound.campaignId])).toEqual([{ n: 1 }])
})
