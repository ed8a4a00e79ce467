import { scopedTables } from '@echoscope/db'
import { type CampaignAnalytics, type Dashboard, requestOf, type Scope, type SignedSeparationReport } from '@echoscope/domain'
import { keepPosts } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

/** What is summed, listed or exported over several scopes is compared with the rows of each, counted by the owner past the code under test. */
let api: ApiHouse
let brandId: string
let automatic: Scope
let customs: Scope[]
let rivals: Scope[]
const range = { from: '2026-11-01', to: '2026-12-01' }

beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  const { house } = api
  const own = await house.brand({ name: 'Deno', customs: 2 })
  const rival = await house.brand({ name: 'Deno', customs: 2, workspaceId: (await house.db.workspaces.create('Rival')).id })
  ;({ automatic, customs } = own)
  brandId = own.brand.id
  rivals = [rival.automatic, ...rival.customs]
  // No two scopes hold as many: a number that mixes two of them is nobody's.
  for (const [index, scope] of [automatic, ...customs, ...rivals].entries())
    await keepPosts(house.db, scope, {
      posts: Array.from({ length: 2 ** index }, (_, n) => ({ externalId: `t3_${n}`, author: 'ann', painPoints: ['crash'], comments: index })),
    })
})
afterAll(() => api[Symbol.asyncDispose]())

const rowsOf = async (table: string, { campaignId }: Scope): Promise<number> => {
  const [row] = await api.house.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE campaign_id = $1`, [campaignId])
  return row?.n ?? -1
}

test('Campaign Analytics counts the custom campaigns of its brand and nothing else (L11)', async () => {
  const { totals, campaigns } = (await api.call('analytics.campaigns', { brandId, range })).data as CampaignAnalytics
  expect(totals).toMatchObject({ total: customs.length, active: customs.length, completed: 0 })
  const expected = await Promise.all(customs.map(async (scope) => [scope.campaignId, await rowsOf('threads', scope)]))
  expect(campaigns.map(({ id, threads }) => [id, threads]).toSorted()).toEqual(expected.toSorted())
})

test('every figure of a dashboard that counts threads is that of its own rows (L11)', async () => {
  for (const scope of [automatic, ...customs]) {
    const { kpis, trend, communities, painPoints, influencers } = (await api.call('analytics.dashboard', { scope: requestOf(scope), range })).data as Dashboard
    const threads = await rowsOf('threads', scope)
    expect(kpis.find(({ id }) => id === 'threads')?.value).toBe(threads)
    expect(trend.points.reduce((sum, point) => sum + point.threads, 0)).toBe(threads)
    expect(communities.map((each) => each.threads)).toEqual([threads])
    expect(painPoints.map(({ mentions }) => mentions)).toEqual([await rowsOf('thread_pain_points', scope)])
    expect(influencers.map(({ posts }) => posts)).toEqual([threads])
  }
})

test('the report of the separation counts the rows that each scope has, table by table, and forms no total (L11, L13)', async () => {
  const report = (await api.call('separation.report', {})).data as SignedSeparationReport
  expect(report.tables.map(({ name }) => name).toSorted()).toEqual([...scopedTables].toSorted())
  for (const table of report.tables) {
    const expected = await Promise.all([automatic, ...customs].map(async (scope) => [scope.campaignId, await rowsOf(table.name, scope)]))
    expect(table.scopes.map(({ campaignId, rows }) => [campaignId, rows]).toSorted(), table.name).toEqual(expected.toSorted())
  }
})

test('the preview of an erasure counts what the author has in each scope of the workspace, and in no other workspace (L11)', async () => {
  const { id: erasureId } = (await api.call('erasure.request', { platform: 'reddit', username: 'ann' })).data as { id: string }
  const answer = await api.call('erasure.preview', { erasureId })
  const { preview } = answer.data as { preview: { campaignId: string; threads: number }[] }
  const expected = await Promise.all([automatic, ...customs].map(async (scope) => [scope.campaignId, await rowsOf('threads', scope)]))
  expect(preview.map(({ campaignId, threads }) => [campaignId, threads]).toSorted()).toEqual(expected.toSorted())
  for (const { campaignId } of rivals) expect(answer.text).not.toContain(campaignId)
})

test('the exported log holds what was done in the own workspace, entry by entry, and nothing of another (L11)', async () => {
  const rival = await api.key('owner', { workspaceId: rivals[0]?.workspaceId ?? api.house.workspaceId })
  for (const [key, workspaceId] of [
    [await api.key('owner'), api.house.workspaceId],
    [rival, rivals[0]?.workspaceId],
  ] as const) {
    await api.call('keys.create', { name: 'logged' }, { key })
    const text = await (await fetch(new URL('/api/audit?format=ndjson', api.url), { headers: { authorization: `Bearer ${key}` } })).text()
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id)
    const expected = await api.house.owner<{ id: string }>('SELECT id FROM audit_log WHERE workspace_id = $1', [workspaceId])
    expect(ids.toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
  }
})
