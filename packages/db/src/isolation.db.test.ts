import { newId, type CampaignId, requestOf } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { cases, type Case } from './testing/isolation-cases.ts'
import { scopedTables, workspaceTables } from './rights.ts'
import { furnish, type Place, testHouse, type TestHouse, twoWorlds } from './testing/index.ts'

let house: TestHouse
let places: Place[]
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  places = await twoWorlds(house)
})
afterAll(() => house?.[Symbol.asyncDispose]())

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Without ids (also those inside cursors), times of the machine's clock, and the last digits of sums, whose order Postgres chooses. */
const masked = (value: unknown): string => {
  const text = JSON.stringify(value, (key, each: unknown) =>
    typeof each === 'number'
      ? Number(each.toFixed(9))
      : /^(requested|started|finished|asked|succeeded)At$/.test(key) || (key === 'nextCursor' && each !== null)
        ? 'masked'
        : each,
  )
  return text.replaceAll(uuid, 'id')
}
const functionsOf = (): string[] =>
  Object.entries(house.db).flatMap(([noun, members]) => (typeof members === 'function' ? [noun] : Object.keys(members).map((name) => `${noun}.${name}`)))
const own = (index = 0): Place => {
  const place = places[index]
  if (place === undefined) throw new Error('there is no such place')
  return place
}
const named = (property: keyof Case): string[] => Object.keys(cases).filter((name) => cases[name]?.[property] !== undefined)

/** Every row of every scoped table, by campaign: what nobody else may change. */
async function rowsOf(campaignIds: readonly CampaignId[], tables: readonly string[] = [...scopedTables, 'scout_dispatch']): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    const rows = await house.owner<{ text: string }>(`SELECT t::text AS text FROM ${table} t WHERE campaign_id = ANY($1) ORDER BY 1`, [campaignIds])
    parts.push(table, ...rows.map((row) => row.text))
  }
  const registry = await house.owner<{ text: string }>('SELECT t::text AS text FROM campaigns t WHERE id = ANY($1) ORDER BY 1', [campaignIds])
  return [...parts, ...registry.map((row) => row.text)].join('\n')
}
/** What a call answers or throws, with ids masked: two calls that look alike to a caller are equal. */
const outcome = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    return masked({ answer: (await call()) ?? null })
  } catch (error) {
    const { name, message, reason, details } = error as Error & { reason?: string; details?: object }
    return masked({ name, message, reason, details })
  }
}

test('every function of the database has an isolation case, and every case a function', () => {
  expect(Object.keys(cases).sort()).toEqual(functionsOf().sort())
  for (const [name, each] of Object.entries(cases)) expect(Object.keys(each).length, name).toBeGreaterThan(0)
})

describe('what a scope reads is what it would read if it were alone in the world (L6)', () => {
  for (const index of [0, 1, 5, 9])
    test(`place ${index}`, async () => {
      await using alone = await testHouse(inject('postgresUrl'))
      const place = own(index)
      const { brand, automatic, customs } = await alone.brand({ name: place.brand.name, customs: 1 })
      const scope = place.scope.type === 'automatic' ? automatic : customs[0]
      if (scope === undefined) throw new Error('no scope')
      const single = await furnish(alone, { brand, scope, index })
      for (const name of named('reads')) {
        const read = cases[name]?.reads
        expect(masked(await read?.(house.db, place)), name).toBe(masked(await read?.(alone.db, single)))
      }
    })
})

test('no answer of a scope or a workspace carries an id of another one', async () => {
  const ids = new Map<string, Set<string>>()
  for (const table of ['communities', 'influencers', 'threads', 'pain_points', 'scout_runs'])
    for (const { id, campaign } of await house.owner<{ id: string; campaign: string }>(`SELECT id, campaign_id AS campaign FROM ${table}`))
      ids.set(id, (ids.get(id) ?? new Set()).add(campaign))
  for (const place of places)
    for (const name of named('reads')) {
      const found = JSON.stringify(await cases[name]?.reads?.(house.db, place)).match(uuid) ?? []
      for (const id of found) {
        const campaigns = ids.get(id)
        if (campaigns !== undefined) expect([...campaigns], `${name} of place ${place.index}`).toEqual([place.scope.campaignId])
      }
    }
  const foreignTo = (workspaceId: string) =>
    places
      .filter((place) => place.workspaceId !== workspaceId)
      .flatMap(({ brand, scope, keyId, memberId, sessionId, invitationId }) => [brand.id, scope.campaignId, keyId, memberId, sessionId, invitationId])
  for (const place of places)
    for (const name of named('lists')) {
      const text = JSON.stringify(await cases[name]?.lists?.(house.db, place))
      expect(text.length, name).toBeGreaterThan(2)
      for (const id of foreignTo(place.workspaceId)) expect(text, name).not.toContain(id)
    }
})

test('an id of another scope answers as a random id does, and changes nothing (L1)', async () => {
  const home = own()
  // Some cases take the lease of their own scope, which counts up and stamps the scope as written in.
  const everything = () =>
    rowsOf(
      places.map(({ scope }) => scope.campaignId),
      scopedTables.filter((table) => table !== 'scope_revisions'),
    )
  const before = await everything()
  const random = {
    ...home,
    threadId: newId<'thread'>(),
    communityId: newId<'community'>(),
    painPointId: newId<'pain-point'>(),
    runId: newId<'run'>(),
    keyId: newId<'key'>(),
    erasureId: newId<'erasure'>(),
    memberId: newId<'member'>(),
    sessionId: newId<'session'>(),
    invitationId: newId<'invitation'>(),
  }
  const nowhere = {
    ...random,
    brand: { ...home.brand, id: newId<'brand'>() },
    scope: { ...home.scope, brandId: newId<'brand'>(), campaignId: newId<'campaign'>() } as Place['scope'],
  }
  for (const name of named('byId'))
    for (const foreign of places.filter((place) => place !== home)) {
      const call = cases[name]?.byId
      const unknown = await outcome(async () => call?.(house.db, home, random))
      expect(await outcome(async () => call?.(house.db, home, foreign)), `${name} with an id of place ${foreign.index}`).toBe(unknown)
    }
  for (const name of named('byRegistryId'))
    for (const foreign of places.filter(({ workspaceId }) => workspaceId !== home.workspaceId)) {
      const call = cases[name]?.byRegistryId
      const unknown = await outcome(async () => call?.(house.db, home, nowhere))
      expect(unknown, name).toMatch(/There is no such|\[\]|null/)
      expect(await outcome(async () => call?.(house.db, home, foreign)), `${name} with an id of place ${foreign.index}`).toBe(unknown)
    }
  expect(await everything()).toBe(before)
})

test('what is written to one scope leaves every other as it was (L2)', async () => {
  const home = own(4)
  const others = places.filter((place) => place !== home).map(({ scope }) => scope.campaignId)
  const before = await rowsOf(others)
  for (const name of named('changes')) {
    const here = await rowsOf([home.scope.campaignId])
    await cases[name]?.changes?.(house.db, home)
    expect(await rowsOf(others), name).toBe(before)
    if (cases[name]?.leavesNoTrace !== true) expect(await rowsOf([home.scope.campaignId]), `${name} did nothing`).not.toBe(here)
  }
})

test('a scope that names a campaign of another kind does not exist', async () => {
  const [automatic, custom] = [own(0), own(1)]
  const elsewhere = own(6)
  const answers = await Promise.all(
    [
      { type: 'custom' as const, campaignId: automatic.scope.campaignId },
      { type: 'automatic' as const, brandId: custom.scope.campaignId as never },
      { type: 'automatic' as const, brandId: newId<'brand'>() },
      requestOf(elsewhere.scope),
    ].map((request) => outcome(() => house.db.scopes.register(house.workspaceId, request))),
  )
  expect(new Set(answers)).toHaveLength(1)
  expect(answers[0]).toContain('scope_not_found')
})

test('the predicate in each statement keeps scopes and workspaces apart even where the policies are gone (L6)', async () => {
  const read = async () => {
    const answers: string[] = []
    for (const place of places.slice(0, 3)) for (const name of named('reads')) answers.push(`${name} ${masked(await cases[name]?.reads?.(house.db, place))}`)
    // The report of the separation measures the policies themselves.
    for (const place of [own(0), own(6)])
      for (const name of named('lists').filter((each) => each !== 'across.measureSeparation'))
        answers.push(`${name} ${JSON.stringify(await cases[name]?.lists?.(house.db, place))}`)
    return answers
  }
  const guarded = await read()
  for (const table of [...scopedTables, ...workspaceTables]) await house.owner(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`)
  expect(await read()).toEqual(guarded)
})
