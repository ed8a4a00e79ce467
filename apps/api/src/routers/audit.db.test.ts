import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { scopedTables, tablesWithoutPolicy, workspaceTables } from '@echoscope/db'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { proceduresOf } from '../procedures.ts'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { person } from '../testing/person.ts'
import { validInputs } from '../testing/valid-inputs.ts'
import { buildWorld, everythingIn, type World } from '../testing/world.ts'
import { appRouter, type ProcedurePath } from './root.ts'

let api: ApiHouse
let world: World
let role: string
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  world = await buildWorld(api.house)
  role = new URL(api.house.appUrl).username
})
afterAll(() => api[Symbol.asyncDispose]())
// A key's last use is noted once a minute: not in the midst of a test.
beforeEach(() => api.call('viewer.me'))

// That a place was asked cannot be taken back: its gate remembers it, whoever asked.
const tables = [...scopedTables, ...workspaceTables, ...Object.keys(tablesWithoutPolicy)].filter((table) => table !== 'source_gates')
const everything = () => everythingIn(api.house, tables)
const withoutLog = async <T>(work: () => Promise<T>): Promise<T> => {
  await api.house.owner(`REVOKE INSERT ON audit_log FROM ${role}`)
  try {
    return await work()
  } finally {
    await api.house.owner(`GRANT INSERT ON audit_log TO ${role}`)
  }
}
const entries = (action: string) =>
  api.house.owner<{ target: Record<string, unknown> }>('SELECT target FROM audit_log WHERE workspace_id = $1 AND action = $2', [api.house.workspaceId, action])
const mutations = proceduresOf(appRouter).filter(({ type }) => type === 'mutation')

describe.each(mutations)('$path', ({ path }) => {
  test('is not done where it cannot be written down', async () => {
    const input = await validInputs[path as ProcedurePath](world)
    const before = await everything()
    const { status, data } = await withoutLog(() => api.call(path, input))
    // A key has no session to end: an answer of null says that nothing was done.
    expect([status, data]).toEqual(path === 'sessions.revoke' ? [200, null] : [500, undefined])
    expect(await everything()).toBe(before)
  })
})

test('one who cannot be written down changes nothing about themselves either', async () => {
  const them = await person(api, 'viewer')
  const before = await everything()
  expect((await withoutLog(() => them.call('account.update', { name: 'Grace', password: 'a much longer password' }))).status).toBe(500)
  const own = (await them.call('sessions.list')).data as { items: { id: string }[] }
  expect((await withoutLog(() => them.call('sessions.revoke', { sessionId: own.items[0]?.id }))).status).toBe(500)
  expect(await everything()).toBe(before)
})

test('an archive that is streamed is queued with its line, or leaves neither a run nor a file', async () => {
  const { campaignId } = world.own.first.customs[0].scope
  const key = await api.key('editor')
  const send = () =>
    fetch(new URL(`/api/archive?scope=custom:${campaignId}&name=posts.csv&format=csv&platform=forum&community=x&columns=${columns}`, api.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
      body: 'id,title,at\n1,deno,2026-01-01',
    })
  const columns = encodeURIComponent(JSON.stringify({ id: 'id', title: 'title', publishedAt: 'at' }))
  await api.call('viewer.me', undefined, { key })
  const kept = async () => [await everything(), await readdir(join(api.home, 'uploads'))]
  const [before, { length }] = [await kept(), await entries('archive.import')]
  expect((await withoutLog(send)).status).toBe(500)
  expect(await kept()).toEqual(before)
  const queued = (await (await send()).json()) as { runId: string }
  expect((await entries('archive.import')).slice(length)).toEqual([{ target: { scope: { type: 'custom', campaignId }, runId: queued.runId } }])
})

test('an act of several transactions is one line, and the line names what was made', async () => {
  const lines = async (path: ProcedurePath) => {
    const { length } = await entries(path)
    const { data } = await api.call(path, await validInputs[path](world))
    return { data: data as { id: string; runId: string }, added: (await entries(path)).slice(length) }
  }
  const confirmed = await lines('erasure.confirm')
  expect(confirmed.added).toMatchObject([{ target: { erasureId: confirmed.data.id } }])
  for (const path of ['brands.create', 'campaigns.create', 'keys.create', 'members.invite', 'erasure.request'] satisfies ProcedurePath[]) {
    const { data, added } = await lines(path)
    expect(added).toMatchObject([{ target: { id: data.id } }])
  }
  for (const path of ['scouts.run', 'archive.import'] satisfies ProcedurePath[]) {
    const { data, added } = await lines(path)
    expect(added).toMatchObject([{ target: { runId: data.runId } }])
  }
})

test('what a call asked for and was refused halfway is not in the log as done', async () => {
  const { length } = await entries('campaigns.update')
  const { id: campaignId } = await api.house.db.campaigns.create(world.own.workspaceId, { brandId: world.own.second.brand.id, name: 'Once' })
  expect((await api.call('campaigns.update', { campaignId, revision: 7, name: 'Twice' })).status).toBe(409)
  expect(await entries('campaigns.update')).toHaveLength(length)
})
