import { testHouse, type TestHouse } from '@echoscope/db/testing'
import { requestOf, type Scope } from '@echoscope/domain'
import { createHttp, hackerNewsSource } from '@echoscope/sources'
import { type Replay, replayHackerNews, samplePosts } from '@echoscope/sources/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { WorkerDeps } from './deps.ts'
import { scoutBrandAnalytics } from './jobs/scout-brand-analytics.ts'
import { scoutCustomCampaign } from './jobs/scout-custom-campaign.ts'

let house: TestHouse
let replay: Replay
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  replay = await replayHackerNews({ posts: samplePosts(900, new Date(Date.now() - 3_600_000)) })
})
afterAll(async () => {
  await replay.close()
  await house[Symbol.asyncDispose]()
})

const depsOf = (changes: Partial<WorkerDeps> = {}): WorkerDeps => ({
  db: house.db,
  workerId: 'one worker',
  draining: new AbortController().signal,
  sources: (kind) => (kind === 'hacker-news' ? hackerNewsSource({ http: createHttp({ userAgent: 'test', allow: ['127.0.0.1'] }), baseUrl: replay.url }) : null),
  model: null,
  now: () => new Date(),
  log: () => undefined,
  ...changes,
})
/** The same words in two workspaces, as Brand Analytics and as a campaign: four scopes that match the same posts. */
async function fourScopes(): Promise<Scope[]> {
  const rival = await house.db.workspaces.create('Rival')
  const scopes: Scope[] = []
  for (const workspaceId of [house.workspaceId, rival.id]) {
    const { automatic, customs } = await house.brand({ workspaceId, name: 'alpha', keywords: ['alpha'], customs: 1, campaign: { keywords: ['alpha'] } })
    scopes.push(automatic, ...customs)
  }
  for (const scope of scopes) {
    await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    await house.db.dispatch.claim(scope, new Date())
  }
  return scopes
}
const job = (deps: WorkerDeps, scope: Scope) => {
  const request = requestOf(scope)
  return request.type === 'automatic' ? scoutBrandAnalytics(deps, { brandId: request.brandId }) : scoutCustomCampaign(deps, { campaignId: request.campaignId })
}
const rowsOf = ({ campaignId }: Scope) =>
  house.owner<{ external_id: string }>('SELECT external_id, title, brand_id, campaign_type FROM threads WHERE campaign_id = $1 ORDER BY external_id', [
    campaignId,
  ])

test('jobs of four scopes interleaved in one worker, one of them cut off and taken up again, leave each scope what it would have alone (L10)', async () => {
  const alone = await fourScopes()
  for (const scope of alone) expect(await job(depsOf(), scope)).toEqual({ status: 'done', runs: 1 })
  const wanted = (await rowsOf(alone[0] as Scope)).map((row) => row.external_id)
  expect(wanted.length).toBeGreaterThan(100)

  const scopes = await fourScopes()
  replay.fail(...Array.from({ length: 8 }, () => ({ kind: 'slow', ms: 60 }) as const))
  const cutOff = new AbortController()
  const [first, ...others] = scopes as [Scope, ...Scope[]]
  const running = [job(depsOf({ draining: cutOff.signal }), first), ...others.map((scope) => job(depsOf(), scope))]
  setTimeout(() => cutOff.abort(), 100)
  await Promise.all(running)
  await house.owner('UPDATE scout_dispatch SET lease_expires_at = NULL, lease_holder = NULL WHERE campaign_id = $1', [first.campaignId])
  await job(depsOf(), first)

  for (const scope of scopes) {
    const rows = await rowsOf(scope)
    expect(rows.map((row) => row.external_id)).toEqual(wanted)
    expect(rows.every((row) => Reflect.get(row, 'brand_id') === scope.brandId && Reflect.get(row, 'campaign_type') === scope.type)).toBe(true)
    expect((await house.db.runs.list(scope, { limit: 5 })).items).toMatchObject([{ status: 'succeeded', stored: wanted.length }])
  }
})

test('a campaign that is removed while its job runs takes its rows with it, and the jobs beside it notice nothing (L10)', async () => {
  const scopes = await fourScopes()
  const [automatic, removed, ...others] = scopes as [Scope, Scope, ...Scope[]]
  replay.fail(...Array.from({ length: 12 }, () => ({ kind: 'slow', ms: 60 }) as const))
  const running = scopes.map((scope) => job(depsOf(), scope).catch((error: unknown) => error))
  await house.db.campaigns.remove(removed.workspaceId, removed.campaignId)
  await Promise.all(running)
  expect(await rowsOf(removed)).toEqual([])
  const [kept] = await Promise.all([automatic, ...others].map(rowsOf))
  expect(kept?.length).toBeGreaterThan(100)
  for (const scope of [automatic, ...others]) expect((await rowsOf(scope)).length).toBe(kept?.length)
})
