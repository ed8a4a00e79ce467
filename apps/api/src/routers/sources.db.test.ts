import { openSigner } from '@echoscope/db'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { SourceError } from '@echoscope/domain'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import type { LogFields } from '../deps.ts'
import { depsOf } from '../node/start.ts'
import { answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { buildWorld } from '../testing/world.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  await buildWorld(api.house)
})
afterAll(() => api[Symbol.asyncDispose]())

/** The same API with a source that takes credentials, and everything that it logs. */
async function withReddit(probe: () => Promise<void> = async () => undefined) {
  const logged: unknown[] = []
  const note = (fields: LogFields, message: string): void => void logged.push(fields, message, fields['error'] instanceof Error ? fields['error'].stack : null)
  const config = parseConfig({ DATABASE_APP_URL: api.house.appUrl, ECHOSCOPE_HOME: api.home })
  const deps = depsOf(config, { db: api.house.db, log: { info: note, warn: note, error: note }, signer: await openSigner(api.home) })
  const reddit = { kind: 'reddit', name: 'Reddit', description: '', credentials: ['clientId', 'clientSecret'], needs: [] }
  const app = createApp({ ...deps, sources: [...deps.sources.filter(({ kind }) => kind !== 'reddit'), reddit], probeSource: probe })
  const key = await api.key('owner')
  const call = async (path: string, input: unknown, method: 'GET' | 'POST' = 'POST') => {
    const url = `http://127.0.0.1/api/trpc/${path}${method === 'GET' ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', host: '127.0.0.1' }
    return answerOf(await app.fetch(new Request(url, { method, headers, ...(method === 'POST' ? { body: JSON.stringify(input) } : {}) })))
  }
  return { call, logged }
}

test('credentials go in and never come out: in no answer, in no log, in no row', async () => {
  const { call, logged } = await withReddit()
  const credentials = { clientId: 'canary-id-4711', clientSecret: 'canary-secret-4711' }
  const answers = [
    await call('sources.configure', { kind: 'reddit', credentials }),
    await call('sources.list', {}, 'GET'),
    await call('sources.health', {}, 'GET'),
    await call('sources.test', { kind: 'reddit' }),
    await call('sources.configure', { kind: 'reddit', credentials: { ...credentials, more: 'canary-more-4711' } }),
    await call('sources.configure', { kind: 'reddit', credentials: { clientId: `canary-\0-4711` } }),
    await call('sources.configure', { kind: 'reddit', credentials: { clientId: 'canary-long-4711'.repeat(1_000) } }),
    await call('sources.configure', { kind: 'nothing', credentials }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 400, 400, 404])
  expect(JSON.stringify(answers)).not.toMatch(/canary|4711/)
  expect(JSON.stringify(logged)).not.toMatch(/canary|4711/)
  expect(logged.length).toBeGreaterThan(0)
  expect(JSON.stringify(await api.house.owner('SELECT * FROM source_credentials'))).not.toMatch(/canary|4711/)
  expect(answers[2]?.data).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ kind: 'reddit', credentials: { configured: true, updatedAt: expect.any(String) } })]),
  })
  expect(await api.house.db.sourceCredentials.open(api.house.workspaceId, 'reddit')).toEqual(credentials)
  expect((await call('sources.configure', { kind: 'reddit', credentials: null })).data).toEqual({ kind: 'reddit', configured: false })
  expect(await api.house.db.sourceCredentials.open(api.house.workspaceId, 'reddit')).toBeNull()
})

test('a source that takes no credentials keeps none', async () => {
  const answer = await api.call('sources.configure', { kind: 'hacker-news', credentials: { token: 'x' } })
  expect([answer.status, answer.error?.data.reason]).toEqual([400, 'invalid_input'])
  expect(await api.house.db.sourceCredentials.list(api.house.workspaceId)).toEqual([])
})

test('a source that does not answer is a result with its reason; a fault of our own is not', async () => {
  expect((await api.call('sources.test', { kind: 'hacker-news' })).data).toMatchObject({ ok: false, message: expect.stringMatching(/127\.0\.0\.1/) })
  const refusing = await withReddit(() => Promise.reject(new SourceError('unauthorized', 'Reddit refused the key.')))
  expect((await refusing.call('sources.test', { kind: 'reddit' })).data).toMatchObject({ ok: false, message: 'Reddit refused the key.' })
  const broken = await withReddit(() => Promise.reject(new TypeError('ours')))
  expect((await broken.call('sources.test', { kind: 'reddit' })).status).toBe(500)
})

test('health tells of each scope by itself, and of no other workspace', async () => {
  const { brand, automatic, customs } = await api.house.brand({ name: 'Health', customs: 1 })
  const run = async (scope: typeof automatic, error: string | null) => {
    const { db } = api.house
    const { runId } = await db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    const lease = await db.dispatch.acquire(scope, 'test', 60_000)
    if (lease === null) throw new Error('held')
    await db.runProgress.take(lease, runId)
    await db.runProgress.prepare(lease, runId, [{ source: 'hacker-news', window: null }])
    await db.runProgress.setSource(lease, runId, { source: 'hacker-news', status: error === null ? 'succeeded' : 'failed', error, waitingUntil: null })
    await db.runProgress.finish(lease, runId, { status: error === null ? 'succeeded' : 'failed', reason: error })
    await db.dispatch.release(lease)
  }
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  await run(automatic, null)
  await run(automatic, 'It is down.')
  await run(custom, null)
  const { data } = await api.call('sources.health')
  const [news] = (data as { items: { kind: string; scopes: { name: string; status: string; lastError: string | null; succeededAt: string | null }[] }[] }).items
  const mine = news?.scopes.filter((scope) => scope.name === 'Health' || scope.name === 'Campaign 1')
  expect(mine).toMatchObject([
    { brand: brand.name, status: 'failed', lastError: 'It is down.', succeededAt: expect.any(String) },
    { brand: brand.name, status: 'succeeded', lastError: null },
  ])
  const other = await api.house.db.workspaces.create('Elsewhere')
  const theirs = await api.call('sources.health', {}, { key: await api.key('viewer', { workspaceId: other.id }) })
  expect(theirs.text).not.toMatch(/Health|It is down/)
})
