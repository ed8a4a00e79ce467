import { scopedTables, tablesWithoutPolicy, workspaceTables } from '@echoscope/db'
import { newId, type Role, requestOf, type Scope } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { grants } from '../grants.ts'
import { proceduresOf } from '../procedures.ts'
import { type Answer, type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { isUuidText, placesOf, valueAt, withAt } from '../testing/mutations.ts'
import { foreignIds, validInputs } from '../testing/valid-inputs.ts'
import { buildWorld, everythingIn, type World } from '../testing/world.ts'
import { appRouter, type ProcedurePath } from './root.ts'

let api: ApiHouse
let world: World
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  world = await buildWorld(api.house)
})
afterAll(() => api[Symbol.asyncDispose]())

const procedures = proceduresOf(appRouter).map(({ path }) => ({ path: path as ProcedurePath, ...grants[path as ProcedurePath] }))
const scopedOnes = procedures.filter(({ reach }) => reach === 'scoped')
const workspaceOnes = procedures.filter(({ reach }) => reach === 'workspace' || reach === 'registry')
/** Answers that differ only in the moment they were given are the same. */
const bytes = ({ status, text }: Answer): string => `${status} ${text.replace(/"asOf":"[^"]*"/g, '"asOf":""')}`
const unknownScope = () => ({ type: 'custom', campaignId: newId() })
/** Everything but the ledger of when a key was last used, which every call writes. */
const stored = async (): Promise<string> =>
  (await everythingIn(api.house, [...scopedTables, ...workspaceTables.filter((table) => table !== 'api_keys'), ...Object.keys(tablesWithoutPolicy)])).toString()

test('every procedure is in the table of grants and there is an example of its input', () => {
  expect(procedures.map(({ path }) => path).toSorted()).toEqual(Object.keys(grants).toSorted())
  expect(procedures.map(({ path }) => path).toSorted()).toEqual(Object.keys(validInputs).toSorted())
})
test('every procedure either takes a scope or reads a registry that has a policy', async () => {
  for (const { path, reach } of procedures) {
    const input = (await validInputs[path](world)) as Record<string, unknown> | undefined
    // A key may name the scope it is bound to, and is no scoped data itself.
    if (path !== 'keys.create') expect(input !== undefined && 'scope' in input, path).toBe(reach === 'scoped')
  }
})

describe.each(scopedOnes)('$path', ({ path }) => {
  test("a scope that is another workspace's, of the wrong type or unknown gets one answer, byte for byte, and nothing is written (L15)", async () => {
    const input = await validInputs[path](world)
    const { own, foreign } = world
    const before = await stored()
    const expected = bytes(await api.call(path, withAt(input, ['scope'], unknownScope())))
    expect(expected).toMatch(/^404 .*"reason":"scope_not_found"|^404 .*scope_not_found/)
    for (const scope of [
      requestOf(foreign.first.automatic.scope),
      requestOf(foreign.first.customs[0].scope),
      { type: 'automatic', brandId: own.first.customs[0].scope.campaignId },
      { type: 'automatic', brandId: own.first.automatic.scope.campaignId },
      { type: 'custom', campaignId: own.first.automatic.scope.campaignId },
      { type: 'custom', campaignId: own.first.brand.id },
      { type: 'automatic', brandId: newId() },
    ])
      expect(bytes(await api.call(path, withAt(input, ['scope'], scope))), JSON.stringify(scope)).toBe(expected)
    expect(await stored()).toBe(before)
  })

  test('a key bound to a scope enters it, and every other scope answers as an unknown one does (L4)', async () => {
    const { own } = world
    const role = grants[path].role
    const bound = await api.key(role, { scope: own.first.customs[0].scope })
    const input = await validInputs[path](world)
    const expected = bytes(await api.call(path, withAt(input, ['scope'], unknownScope()), { key: bound }))
    const others: Scope[] = [
      own.first.automatic.scope,
      own.first.customs[1].scope,
      own.second.automatic.scope,
      own.second.customs[0].scope,
      world.foreign.first.automatic.scope,
    ]
    for (const other of others) expect(bytes(await api.call(path, withAt(input, ['scope'], requestOf(other)), { key: bound }))).toBe(expected)
    expect((await api.call(path, await validInputs[path](world), { key: bound })).status).toBe(200)
    const boundToBrand = await api.key(role, { scope: own.first.automatic.scope })
    expect(bytes(await api.call(path, input, { key: boundToBrand }))).toBe(expected)
  })
})

describe.each(procedures)('$path', ({ path, role }) => {
  test('an id of elsewhere inside a right input answers as a random one does, byte for byte, and nothing is written (L1, L2)', async () => {
    const input = await validInputs[path](world)
    for (const place of placesOf(input)) {
      if (!isUuidText(valueAt(input, place)) || place[0] === 'scope') continue
      const field = String(place.findLast((key) => typeof key === 'string'))
      const before = await stored()
      const expected = bytes(await api.call(path, withAt(input, place, newId())))
      for (const id of foreignIds(field, world)) expect(bytes(await api.call(path, withAt(input, place, id))), `${path} ${field}`).toBe(expected)
      expect(await stored(), `${path} ${field}`).toBe(before)
    }
  })

  test('without a key or session is sign_in_required, whatever is sent', async () => {
    for (const input of [undefined, await validInputs[path](world), { nonsense: true }]) {
      const answer = await api.call(path, input, { key: '' })
      expect([answer.status, answer.error?.data.reason]).toEqual([401, 'sign_in_required'])
    }
  })

  test('is open to its role and those above it, and to nobody below (L8)', async () => {
    const order: readonly Role[] = ['viewer', 'editor', 'owner']
    for (const other of order) {
      const before = await stored()
      const input = await validInputs[path](world)
      const made = await stored()
      const answer = await api.call(path, input, { key: await api.key(other) })
      if (order.indexOf(other) >= order.indexOf(role)) expect(answer.status, `${path} as ${other}`).toBe(200)
      else {
        expect([answer.status, answer.error?.data.reason], `${path} as ${other}`).toEqual([403, 'role_too_low'])
        expect(await stored()).toBe(made)
      }
      expect(before).toBeTypeOf('string')
    }
  })
})

describe.each(workspaceOnes)('$path', ({ path, role }) => {
  test('is closed to a bound key, the same for what exists and what does not', async () => {
    const bound = await api.key(role, { scope: world.own.first.customs[0].scope })
    const input = await validInputs[path](world)
    const answer = await api.call(path, input, { key: bound })
    expect([answer.status, answer.error?.data.reason]).toEqual([403, 'key_bound_elsewhere'])
    for (const place of placesOf(input))
      if (isUuidText(valueAt(input, place))) expect(bytes(await api.call(path, withAt(input, place, newId()), { key: bound }))).toBe(bytes(answer))
    expect(answer.text).not.toMatch(/Deno|Bun|Other/)
  })
})

describe('two workspaces that hold the same', () => {
  test.each(procedures)('see nothing of each other in the answer of $path (L6, L13)', async ({ path }) => {
    const { own, foreign } = world
    const key = await api.key('owner', { workspaceId: foreign.workspaceId })
    const theirs: string[] = [own.first, own.second].flatMap(({ brand, automatic, customs }) => [
      brand.id,
      ...[automatic, ...customs].flatMap((place) => [place.scope.campaignId, place.threadId, place.communityId, place.painPointId, place.runId]),
    ])
    theirs.push(own.workspaceId, ...Object.values(own.people))
    const answer = await api.call(path, await validInputs[path]({ ...world, own: foreign, foreign: own }), { key })
    expect(answer.status, answer.text.slice(0, 200)).toBe(200)
    for (const id of theirs) expect(answer.text).not.toContain(id)
  })
  test('and each scope of a brand sees its own thread and no other (L6)', async () => {
    const { automatic, customs } = world.own.first
    for (const place of [automatic, ...customs]) {
      const { data } = await api.call('threads.list', { scope: requestOf(place.scope) })
      expect((data as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([place.threadId])
    }
  })
})
