import { openSigner } from '@echoscope/db'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { createLog } from '../node/log.ts'
import { depsOf } from '../node/start.ts'
import { proceduresOf } from '../procedures.ts'
import { type Answer, answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { isUuidText, type Place, placesOf, valueAt, withAt } from '../testing/mutations.ts'
import { validInputs } from '../testing/valid-inputs.ts'
import { buildWorld, type World } from '../testing/world.ts'
import type { ProcedurePath } from './root.ts'
import { appRouter } from './root.ts'

let api: ApiHouse
let world: World
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  world = await buildWorld(api.house)
})
afterAll(() => api[Symbol.asyncDispose]())

const procedures = proceduresOf(appRouter).map(({ path, type, grant }) => ({ path: path as ProcedurePath, type, reach: grant?.reach }))
const scopedOnes = procedures.filter(({ reach }) => reach === 'scoped')
const takesNothing = new Set<ProcedurePath>([
  'viewer.me',
  'ai.budget',
  'timeZone.get',
  'timeZone.choices',
  'brands.list',
  'sources.list',
  'sources.health',
  'erasure.list',
  'brands.loadSample',
  'keys.list',
  'separation.report',
  'sessions.list',
  'members.list',
  'members.invitations',
])

/** Said to a person who can act on it, in the one envelope, with nothing of the inside. */
function expectClearError(answer: Answer, what: string): void {
  expect(answer.status, what).toBeGreaterThanOrEqual(400)
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
  expect(answer.error?.data, what).toMatchObject({ reason: expect.stringMatching(/^[a-z_]+$/), requestId: 'test-request', httpStatus: answer.status })
  expect(answer.error?.message.length, what).toBeGreaterThan(10)
  expect(Object.keys(answer.error?.data ?? {}).toSorted(), what).toEqual(['code', 'details', 'httpStatus', 'reason', 'requestId'])
  expect(answer.text, what).not.toMatch(/\bSELECT\b|\bINSERT\b|sequelize|\.ts\b|node_modules|at \w+ \(/i)
}
/** Accepted, or refused clearly; never a fault of ours. */
function expectAnswered(answer: Answer, what: string): void {
  if (answer.error !== undefined) expectClearError(answer, what)
  else expect(answer.status, what).toBe(200)
}
const told = (path: string, place: Place, value: unknown): string =>
  `${path} with ${place.join('.') || 'input'} = ${JSON.stringify(value)?.slice(0, 60) ?? 'missing'}`
const leavesOf = (input: unknown): Place[] => placesOf(input).filter((place) => place.length > 0)

describe.each(procedures)('$path', ({ path, reach }) => {
  test('accepts its example', async () => {
    const answer = await api.call(path, await validInputs[path](world))
    expect(answer.status, answer.text.slice(0, 500)).toBe(200)
  })

  test('without input, with null, a scalar or a list is refused', async () => {
    for (const input of [undefined, null, 'x', 3, true, [], [{}]]) {
      if (input === undefined && takesNothing.has(path)) continue
      const answer = await api.call(path, input)
      expectClearError(answer, told(path, [], input))
      expect(answer.error?.data.reason).toBe(reach === 'scoped' ? 'scope_required' : 'invalid_input')
    }
  })

  test('an unknown field, at any depth, is refused and nothing is done', async () => {
    const input = await validInputs[path](world)
    for (const place of placesOf(input)) {
      const at = valueAt(input, place)
      if (typeof at !== 'object' || at === null || Array.isArray(at)) continue
      const answer = await api.call(path, withAt(input, [...place, 'workspaceId'], 'x'))
      expectClearError(answer, told(path, place, 'an unknown field'))
    }
  })

  test('each field missing, null, of another type, oversized or nasty is accepted or refused clearly, never a fault', async () => {
    for (const place of leavesOf(await validInputs[path](world))) {
      const values = [
        undefined,
        null,
        '',
        'x',
        -1,
        1.5,
        1e308,
        true,
        {},
        [],
        ['x'],
        { length: 1 },
        'x'.repeat(20_000),
        '\0',
        '\uD800',
        '\u202Etxet',
        '👩‍🚀 Ω ',
        "'; DROP TABLE threads; --",
        '%_\\',
      ]
      for (const value of values) expectAnswered(await api.call(path, withAt(await validInputs[path](world), place, value)), told(path, place, value))
    }
  })

  test('ids that are no UUIDs, or not in the one spelling, are refused', async () => {
    const input = await validInputs[path](world)
    for (const place of leavesOf(input)) {
      const id = valueAt(input, place)
      if (!isUuidText(id)) continue
      for (const odd of [
        '1',
        'null',
        `${String(id)} `,
        `{${String(id)}}`,
        String(id).toUpperCase(),
        String(id).replaceAll('-', ''),
        '../../etc/passwd',
        `${String(id)}\0`,
      ]) {
        const answer = await api.call(path, withAt(input, place, odd))
        expectClearError(answer, told(path, place, odd))
        expect(answer.status).toBe(400)
      }
    }
  })
})

describe.each(scopedOnes)('$path', ({ path }) => {
  test('a scope that is absent, null, odd or misspelt is scope_required, whatever else stands beside it (L3, L5)', async () => {
    const input = await validInputs[path](world)
    const { brandId, campaignId } = world.own.first.customs[0].scope
    const odd = [
      undefined,
      null,
      '',
      'automatic',
      0,
      [],
      {},
      { type: 'automatic' },
      { type: 'custom' },
      { brandId },
      { campaignId },
      { type: 'Automatic', brandId },
      { type: 'CUSTOM', campaignId },
      { type: 'automatic', campaignId },
      { type: 'custom', brandId },
      { type: 'automatic', brandId, campaignId },
      { type: 'custom', campaignId, brandId },
      { type: 'all' },
      { type: 'automatic', brandId: null },
      { type: 'automatic', brandId: [brandId] },
      { type: ['automatic'], brandId },
      { type: 'automatic', brandId, workspaceId: brandId },
      { type: 'automatic', brandid: brandId },
      [{ type: 'automatic', brandId }],
      { type: 'automatic', brandId: 'x' },
    ]
    for (const scope of odd) {
      const answer = await api.call(path, withAt(input, ['scope'], scope))
      expectClearError(answer, told(path, ['scope'], scope))
      expect([answer.status, answer.error?.data.reason], told(path, ['scope'], scope)).toEqual([400, 'scope_required'])
    }
  })
})

test('a scope that is missing or odd is refused before the database is asked anything (L5)', async () => {
  const asked: string[] = []
  const untouchable = new Proxy({} as Deps['db'], {
    get(_target, noun) {
      asked.push(String(noun))
      throw new Error('the database was asked')
    },
  })
  const config = parseConfig({ DATABASE_APP_URL: api.house.appUrl, ECHOSCOPE_HOME: api.home })
  const deps = depsOf(config, { db: api.house.db, log: createLog('silent'), signer: await openSigner(api.home) })
  const app = createApp({ ...deps, db: untouchable })
  for (const { path, type } of scopedOnes)
    for (const input of [{}, { scope: null }, { scope: { type: 'automatic' } }]) {
      const body = JSON.stringify(input)
      const headers = { authorization: 'Bearer esk_x', host: 'localhost', 'content-type': 'application/json' }
      const answer = await answerOf(
        type === 'mutation'
          ? await app.request(`http://localhost/api/trpc/${path}`, { method: 'POST', headers, body })
          : await app.request(`http://localhost/api/trpc/${path}?input=${encodeURIComponent(body)}`, { headers }),
      )
      expect(answer.error?.data.reason, path).toBe('scope_required')
    }
  expect(asked).toEqual([])
})

const ask = async (path: ProcedurePath, range: unknown) => api.call(path, withAt(await validInputs[path](world), ['range'], range))

describe('a range', () => {
  const ranged = procedures.filter(
    ({ path, type }) => (path.startsWith('analytics.') && type === 'query') || path === 'threads.list' || path === 'insights.current',
  )
  test.each(ranged)('of $path that is reversed, empty, too long or no range is invalid_range', async ({ path }) => {
    for (const range of [
      { from: '2026-12-01', to: '2026-11-01' },
      { from: '2026-11-01', to: '2026-11-01' },
      { from: '1026-01-01', to: '2026-01-01' },
      { from: '2026-02-30', to: '2026-03-05' },
      { from: '0000-01-01', to: '9999-12-31' },
      { from: '2026-11-01' },
      { from: '2026-11-01', to: '2026-11-02', zone: 'CET' },
      { from: 'yesterday', to: 'today' },
      null,
      'all',
      {},
      { from: '2026-11-01T00:00:00', to: '2026-11-02T00:00:00' },
      { from: 1_700_000_000_000, to: 1_800_000_000_000 },
      { from: '+275760-09-13', to: '+275760-09-14' },
    ]) {
      const answer = await ask(path, range)
      expectClearError(answer, told(path, ['range'], range))
      expect(answer.error?.data.reason, told(path, ['range'], range)).toBe('invalid_range')
    }
  })
  test.each(ranged)('of $path may carry a zone, and is cut to days of UTC', async ({ path }) => {
    const withZone = await ask(path, { from: '2026-11-01T01:30:00+02:00', to: '2026-12-01T23:00:00-05:00' })
    expect(withZone.status, withZone.text.slice(0, 300)).toBe(200)
    const shown = (withZone.data as { range?: unknown }).range
    if (shown !== undefined) expect(shown).toEqual({ from: '2026-10-31', to: '2026-12-02' })
  })
  test.each(ranged)('of $path may be ten years long, and may lie where nothing is', async ({ path }) => {
    for (const range of [
      { from: '2017-01-01', to: '2026-12-31' },
      { from: '1970-01-01', to: '1970-02-01' },
      { from: '2262-01-01', to: '2262-02-01' },
    ]) {
      const answer = await ask(path, range)
      expect(answer.status, `${told(path, ['range'], range)}: ${answer.text.slice(0, 300)}`).toBe(200)
    }
  })
})

const own = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a cursor', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  test.each(['threads.list', 'scouts.list'] as const)('of %s that no page returned is invalid_cursor', async (path) => {
    const input = await validInputs[path](world)
    for (const cursor of [
      'x',
      'null',
      own(null),
      own([]),
      own({}),
      own(['', id]),
      own(['....', id]),
      own(['2026-99-99', id]),
      own(['9'.repeat(40), id]),
      own(['5', id]),
      own(['2026-02-30 00:00:00+00', id]),
      own(['0000-01-01 00:00:00+00', id]),
      own(['2026-11-01 24:00:00+00', id]),
      own(['2026-11-01', 'x']),
      own(["'", id]),
    ]) {
      const answer = await api.call(path, withAt(input, ['cursor'], cursor))
      expect([answer.status, answer.error?.data.reason], `${path} ${Buffer.from(cursor, 'base64url').toString()}: ${answer.text.slice(0, 200)}`).toEqual([
        400,
        'invalid_cursor',
      ])
    }
  })
})
