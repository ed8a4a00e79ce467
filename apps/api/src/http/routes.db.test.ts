import { openSigner } from '@echoscope/db'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { createLog } from '../node/log.ts'
import { depsOf } from '../node/start.ts'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { person } from '../testing/person.ts'
import { buildWorld, type FurnishedWorkspace, type World } from '../testing/world.ts'

let api: ApiHouse
let world: World
let rival: string
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  world = await buildWorld(api.house)
  // Something in the log of the own workspace that a rival must not read.
  await person(api, 'owner').then((them) => them.call('keys.create', { name: 'ours alone' }))
  rival = await api.key('owner', { workspaceId: world.foreign.workspaceId })
})
afterAll(() => api[Symbol.asyncDispose]())

/** Every address outside of the procedures, and how the test asks it. A route that is missing here fails. */
const requests: Readonly<Record<string, { readonly body?: unknown; readonly query?: string; readonly status: number }>> = {
  'GET /api/health': { status: 200 },
  // No worker runs beside this test.
  'GET /api/ready': { status: 503 },
  'GET /api/audit': { query: '?format=ndjson', status: 401 },
  'GET /api/export': { query: '?table=threads&input=%7B%7D', status: 401 },
  'POST /api/archive': { query: '?scope=%7B%7D&name=a.csv&format=csv', status: 401 },
  'POST /api/session': { body: { token: 'x' }, status: 401 },
  'DELETE /api/session': { status: 204 },
  'POST /api/auth/sign-in': { body: { email: 'same@example.com', password: 'not the password' }, status: 401 },
  'POST /api/auth/invitation': { body: { token: 'x' }, status: 401 },
  'POST /api/auth/accept': { body: { token: 'x', name: 'Eve', password: 'a long enough password' }, status: 401 },
  'POST /api/auth/reset': { body: { token: 'x', password: 'a long enough password' }, status: 401 },
}

const everythingOf = ({ workspaceId, first, second, people }: FurnishedWorkspace): string[] => [
  workspaceId,
  ...Object.values(people),
  ...[first, second].flatMap(({ brand, automatic, customs }) => [
    brand.id,
    ...[automatic, ...customs].flatMap((place) => [place.scope.campaignId, place.threadId, place.communityId, place.painPointId, place.runId]),
  ]),
]
const ask = (line: string, headers: Record<string, string>) => {
  const [method = '', path = ''] = line.split(' ')
  const { body, query = '' } = requests[line] ?? {}
  return fetch(new URL(`${path}${query}`, api.url), {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

test('every address of the application stands in this table, or is a procedure or a page (L13)', async () => {
  const config = parseConfig({ DATABASE_APP_URL: api.house.appUrl, ECHOSCOPE_HOME: api.home })
  const app = createApp(depsOf(config, { db: api.house.db, log: createLog('silent'), signer: await openSigner(api.home) }))
  const routes = [...new Set(app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*')).map(({ method, path }) => `${method} ${path}`))]
  expect(routes.toSorted()).toEqual(Object.keys(requests).toSorted())
  const general = [...new Set(app.routes.filter(({ method, path }) => method === 'ALL' || path.includes('*')).map(({ method, path }) => `${method} ${path}`))]
  expect(general.toSorted()).toEqual([
    'ALL /*',
    'ALL /api',
    'ALL /api/*',
    'ALL /api/auth/*',
    'ALL /api/trpc/*',
    'ALL /api/trpc/archive.import',
    'GET /*',
    'OPTIONS /api/*',
  ])
})

describe.each(Object.keys(requests))('%s', (line) => {
  test('tells a rival with a valid key nothing of another workspace (L13)', async () => {
    const text = await (await ask(line, { authorization: `Bearer ${rival}` })).text()
    for (const id of everythingOf(world.own)) expect(text).not.toContain(id)
    expect(text).not.toMatch(/ours alone|keys\.create/)
  })
  test('tells somebody without a key nothing of any workspace (L13)', async () => {
    const answer = await ask(line, {})
    const text = await answer.text()
    expect(answer.status, text.slice(0, 200)).toBe(requests[line]?.status)
    for (const id of [...everythingOf(world.own), ...everythingOf(world.foreign)]) expect(text).not.toContain(id)
    expect(text).not.toMatch(/Deno|Bun|Other|same@example/)
  })
})
