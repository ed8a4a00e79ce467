import { openSigner } from '@echoscope/db'
import { keepPosts } from '@echoscope/db/testing'
import { newId, requestOf, type Scope, type ScopeRequest } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { tables } from '../export/tables.ts'
import { createLog } from '../node/log.ts'
import { depsOf } from '../node/start.ts'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
let key: string
let brandId: string
let scopes: Scope[]
let foreign: Scope
const range = { from: '2026-11-01', to: '2026-12-01' }
const names = Object.keys(tables)

beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  key = await api.key('viewer')
  const { house } = api
  const own = await house.brand({ name: 'Deno', customs: 1 })
  const rival = await house.brand({ name: 'Deno', customs: 1, workspaceId: (await house.db.workspaces.create('Rival')).id })
  brandId = own.brand.id
  scopes = [own.automatic, ...own.customs]
  foreign = rival.automatic
  // More than two pages in the first scope, a few in the others; the same addresses everywhere.
  for (const [index, scope] of [...scopes, foreign].entries())
    await keepPosts(house.db, scope, {
      posts: Array.from({ length: index === 0 ? 450 : 2 + index }, (_, n) => ({
        externalId: `t3_${n}`,
        author: 'ann',
        painPoints: ['crash'],
        comments: index,
      })),
    })
})
afterAll(() => api[Symbol.asyncDispose]())

const inputOf = (table: string, scope: ScopeRequest) =>
  table === 'campaigns' ? { brandId, range } : table === 'runs' || table === 'held-back' ? { scope } : { scope, range }
const fetchTable = (table: string, { input, format, bearer = key }: { input: unknown; format: string; bearer?: string }) =>
  fetch(new URL(`/api/export?table=${table}&format=${format}&input=${encodeURIComponent(JSON.stringify(input))}`, api.url), {
    headers: { authorization: `Bearer ${bearer}`, 'x-request-id': 'test-request' },
  })
const rowsOf = async (table: string, scope: Scope): Promise<{ id?: string; url?: string }[]> => {
  const answer = await fetchTable(table, { input: inputOf(table, requestOf(scope)), format: 'json' })
  expect(answer.status, table).toBe(200)
  return ((await answer.json()) as { rows: { id?: string; url?: string }[] }).rows
}

test('the export of a scope holds each of its threads once, over however many pages, and none of another scope (L11)', async () => {
  for (const scope of scopes) {
    const stored = await api.house.owner<{ id: string }>('SELECT id FROM threads WHERE campaign_id = $1', [scope.campaignId])
    expect((await rowsOf('threads', scope)).map(({ id }) => id).toSorted()).toEqual(stored.map(({ id }) => id).toSorted())
  }
})

test('each table has as many lines as CSV as it has rows as JSON, under a head that names every column (L11)', async () => {
  for (const scope of scopes) {
    for (const table of names) {
      const rows = await rowsOf(table, scope)
      const answer = await fetchTable(table, { input: inputOf(table, requestOf(scope)), format: 'csv' })
      expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="echoscope-${table}-\\d{4}-\\d\\d-\\d\\d\\.csv"$`))
      const lines = (await answer.text()).split('\r\n')
      expect(lines.pop()).toBe('')
      expect(lines.length, table).toBe(rows.length + 1)
      expect(lines[0]?.split(',').length).toBe(tables[table as keyof typeof tables].columns.length)
    }
  }
})

test('a table of a foreign scope, of no scope and of a random one is refused in the same words, to every key (L1, L5, L11)', async () => {
  const bound = await api.key('viewer', { scope: scopes[0] as Scope })
  const random: ScopeRequest = { type: 'custom', campaignId: newId<'campaign'>() }
  for (const table of names.filter((name) => name !== 'campaigns')) {
    const refusal = async (scope: ScopeRequest, bearer: string) => {
      const answer = await fetchTable(table, { input: inputOf(table, scope), format: 'csv', bearer })
      return [answer.status, await answer.text()]
    }
    const expected = await refusal(random, key)
    expect(expected[0]).toBe(404)
    expect(await refusal(requestOf(foreign), key)).toEqual(expected)
    expect(await refusal(requestOf(scopes[1] as Scope), bound)).toEqual(expected)
    expect((await fetchTable(table, { input: {}, format: 'csv' })).status).toBe(400)
  }
})

test('a text that a spreadsheet would run stands in a cell as text, and a number below zero as a number', async () => {
  const { automatic } = await api.house.brand({ name: 'Sheet' })
  await keepPosts(api.house.db, automatic, {
    posts: [{ externalId: 't3_f', title: '=HYPERLINK("https://evil.example","x")', sentiment: -0.5, author: '@sum' }],
  })
  const text = await (await fetchTable('threads', { input: inputOf('threads', requestOf(automatic)), format: 'csv' })).text()
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`)
  expect(text).toContain(`"'@sum"`)
  expect(text).toContain(',-0.5,')
})

test('a key that is revoked in the middle reads no further: the file breaks off, and nobody takes it for the whole', async () => {
  const config = parseConfig({ DATABASE_APP_URL: api.house.appUrl, ECHOSCOPE_HOME: api.home })
  const app = createApp(depsOf(config, { db: api.house.db, log: createLog('silent'), signer: await openSigner(api.home) }))
  const { id, text } = await api.house.db.access.createKey(api.house.workspaceId, { name: 'short', role: 'viewer', scope: null, expiresAt: null })
  const input = JSON.stringify(inputOf('threads', requestOf(scopes[0] as Scope)))
  const answer = await app.request(`http://127.0.0.1:3000/api/export?table=threads&input=${encodeURIComponent(input)}`, {
    headers: { authorization: `Bearer ${text}`, host: '127.0.0.1:3000' },
  })
  expect(answer.status).toBe(200)
  const reader = answer.body?.getReader()
  await reader?.read()
  await api.house.db.access.revokeKey(api.house.workspaceId, id)
  await expect(
    (async () => {
      for (let part = await reader?.read(); part?.done === false; part = await reader?.read());
    })(),
  ).rejects.toMatchObject({ reason: 'invalid_key' })
})

test('a table that is not there, a format that is not there and an input that is no JSON are refused in words', async () => {
  for (const query of ['table=secrets', 'table=threads&format=xls', 'table=threads&input=%7B', 'table=constructor']) {
    const answer = await fetch(new URL(`/api/export?${query}`, api.url), { headers: { authorization: `Bearer ${key}` } })
    expect([answer.status, ((await answer.json()) as { error: { data: { reason: string } } }).error.data.reason]).toEqual([400, 'invalid_input'])
  }
})
