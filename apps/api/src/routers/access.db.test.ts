import { setTimeout as sleep } from 'node:timers/promises'
import { newId, requestOf, type Role } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { grants } from '../grants.ts'
import { csvField } from '../export/csv.ts'
import { proceduresOf } from '../procedures.ts'
import { type Answer, type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { withAt } from '../testing/mutations.ts'
import { asBrowser, type Person, person } from '../testing/person.ts'
import { validInputs } from '../testing/valid-inputs.ts'
import { buildWorld, type World } from '../testing/world.ts'
import { appRouter, type ProcedurePath } from './root.ts'

let api: ApiHouse
let world: World
/** Editors, so that a refusal is one of reach and not of role: one of a whole brand, one of a single campaign, one of nothing any more. */
let ofBrand: Person
let ofCampaign: Person
let ofNothing: Person
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  world = await buildWorld(api.house)
  const { first } = world.own
  ofBrand = await person(api, 'editor', [{ type: 'brand', brandId: first.brand.id }])
  ofCampaign = await person(api, 'editor', [{ type: 'campaign', campaignId: first.customs[0].scope.campaignId }])
  ofNothing = await person(api, 'editor', [])
})
afterAll(() => api[Symbol.asyncDispose]())

const procedures = proceduresOf(appRouter).map(({ path }) => ({ path: path as ProcedurePath, ...grants[path as ProcedurePath] }))
const open = procedures.filter(({ role }) => role !== 'owner')
const bytes = ({ status, text }: Answer): string => `${status} ${text}`

describe.each(open.filter(({ reach }) => reach === 'scoped'))('$path', ({ path }) => {
  test('is open to a limited member inside their reach, and outside of it answers as for an unknown scope, byte for byte (L8)', async () => {
    const { first, second } = world.own
    const outside = [second.automatic, ...second.customs, world.foreign.first.automatic]
    const cases = [
      { who: ofBrand, inside: [first.customs[0]], outside },
      { who: ofCampaign, inside: [first.customs[0]], outside: [...outside, first.automatic, first.customs[1]] },
      { who: ofNothing, inside: [], outside: [...outside, first.automatic, ...first.customs] },
    ]
    for (const each of cases) {
      const unknown = bytes(await each.who.call(path, withAt(await validInputs[path](world), ['scope'], { type: 'custom', campaignId: newId() })))
      expect(unknown).toContain('scope_not_found')
      for (const { scope } of each.outside)
        expect(bytes(await each.who.call(path, withAt(await validInputs[path](world), ['scope'], requestOf(scope))))).toBe(unknown)
      for (const _ of each.inside) expect((await each.who.call(path, await validInputs[path](world))).status).toBe(200)
    }
  })
})

describe.each(open.filter(({ reach }) => reach === 'workspace'))('$path', ({ path }) => {
  test('concerns the whole workspace and is closed to a limited member', async () => {
    for (const who of [ofBrand, ofCampaign, ofNothing]) {
      const answer = await who.call(path, await validInputs[path](world))
      expect([answer.status, answer.error?.data.reason]).toEqual([403, 'access_limited'])
    }
  })
})

describe.each(procedures.filter(({ role }) => role === 'owner'))('$path', ({ path }) => {
  test('is closed to every member who is no owner', async () => {
    for (const who of [ofBrand, ofCampaign, ofNothing]) expect((await who.call(path, await validInputs[path](world))).error?.data.reason).toBe('role_too_low')
  })
})

describe.each(open.filter(({ reach }) => reach === 'registry'))('$path', ({ path }) => {
  test('tells a limited member nothing of what lies outside their reach', async () => {
    const { first, second } = world.own
    const elsewhere = [second, world.foreign.first].flatMap(({ brand, automatic, customs }) => [
      brand.id,
      automatic.scope.campaignId,
      ...customs.map(({ scope }) => scope.campaignId),
    ])
    for (const [who, hidden] of [
      [ofBrand, elsewhere],
      [ofCampaign, [...elsewhere, first.customs[1].scope.campaignId, first.customs[1].threadId]],
      [ofNothing, [...elsewhere, first.customs[0].scope.campaignId, first.brand.id]],
    ] as const) {
      const input = await validInputs[path](world)
      const asked = JSON.stringify(input ?? {})
      const { text } = await who.call(path, input)
      for (const id of hidden) if (!asked.includes(id)) expect(text, `${path} ${id}`).not.toContain(id)
    }
  })
  test('answers a brand or campaign outside of it as it answers one that does not exist, byte for byte, and changes nothing', async () => {
    for (const field of ['brandId', 'campaignId'] as const) {
      const input = (await validInputs[path](world)) as Record<string, unknown> | undefined
      if (input === undefined || !(field in input)) continue
      const outside = field === 'brandId' ? world.own.second.brand.id : world.own.second.customs[0].scope.campaignId
      const table = field === 'brandId' ? 'brands' : 'campaigns'
      const stored = () => api.house.owner(`SELECT t::text FROM ${table} t WHERE id = $1`, [outside])
      const before = await stored()
      for (const who of [ofBrand, ofCampaign, ofNothing])
        expect(bytes(await who.call(path, { ...input, [field]: outside })), path).toBe(bytes(await who.call(path, { ...input, [field]: newId() })))
      expect(await stored()).toEqual(before)
    }
  })
})

test('whether the workspace has credentials for a source is told to whoever sees the whole workspace alone', async () => {
  const credentialsOf = async (answer: Promise<Answer>) =>
    ((await answer).data as { items: { credentials: unknown }[] }).items.map(({ credentials }) => credentials)
  for (const them of [ofBrand, ofCampaign, ofNothing]) expect(new Set(await credentialsOf(them.call('sources.health')))).toEqual(new Set([null]))
  expect(await credentialsOf(api.call('sources.health'))).toContainEqual({ configured: false, updatedAt: null })
})

test('a member of one campaign sees the name of its brand and nothing of what Brand Analytics is set to', async () => {
  const { brand, customs } = world.own.first
  const { items } = (await ofCampaign.call('brands.list')).data as { items: { id: string; name: string; primaryKeywords: string[] }[] }
  expect(items).toMatchObject([{ id: brand.id, name: brand.name, primaryKeywords: [], competitors: [], lastRun: null }])
  const { items: campaigns } = (await ofCampaign.call('campaigns.list', { brandId: brand.id })).data as { items: { id: string }[] }
  expect(campaigns.map(({ id }) => id)).toEqual([customs[0].scope.campaignId])
  expect((await ofCampaign.call('analytics.campaigns', { brandId: brand.id })).data).toMatchObject({ totals: { total: 1 } })
  expect((await ofCampaign.call('brands.update', { brandId: brand.id, revision: 0, name: 'mine' })).status).toBe(404)
  expect((await ofCampaign.call('campaigns.create', { brandId: brand.id, name: 'mine' })).status).toBe(404)
  // Nor are the places of Brand Analytics asked for a campaign they could not make.
  for (const live of [true, false])
    expect(bytes(await ofCampaign.call('campaigns.preview', { brandId: brand.id, live }))).toBe(
      bytes(await ofCampaign.call('campaigns.preview', { brandId: newId(), live })),
    )
})

describe('what an owner changes', () => {
  test('counts at the next request: a role lowered, a reach narrowed, a member removed', async () => {
    const them = await person(api, 'editor')
    const update = async () => them.call('brands.update', { brandId: (await api.house.brand({ customs: 0 })).brand.id, revision: 0, name: 'Renamed' })
    expect((await update()).status).toBe(200)
    await api.call('members.update', { memberId: them.memberId, limits: [{ type: 'brand', brandId: world.own.first.brand.id }] })
    expect((await update()).status).toBe(404)
    await api.call('members.update', { memberId: them.memberId, role: 'viewer', limits: null })
    expect((await update()).error?.data.reason).toBe('role_too_low')
    await api.call('members.remove', { memberId: them.memberId })
    expect((await update()).error?.data.reason).toBe('sign_in_required')
  })

  test.each(['a removed member', 'a narrowed member', 'a revoked key'])(
    'ends a stream that is open: %s reads on for less than fifteen seconds',
    async (how) => {
      const { db, workspaceId } = api.house
      const { customs } = await api.house.brand({ customs: 1 })
      const scope = customs[0]
      if (scope === undefined) throw new Error('a campaign was asked for')
      const { runId } = await db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
      const them = await person(api, 'viewer')
      const key = await db.access.createKey(workspaceId, { name: 'k', role: 'viewer', scope, expiresAt: null })
      const url = new URL(`/api/trpc/scouts.watch?input=${encodeURIComponent(JSON.stringify({ scope: requestOf(scope), runId }))}`, api.url)
      const response = await fetch(url, { headers: how === 'a revoked key' ? { authorization: `Bearer ${key.text}` } : { cookie: them.cookie } })
      const read = response.text()
      await sleep(300)
      if (how === 'a removed member') await db.members.remove(workspaceId, them.memberId)
      else if (how === 'a narrowed member')
        await db.members.update(workspaceId, { memberId: them.memberId, limits: [{ type: 'brand', brandId: world.own.first.brand.id }] })
      else await db.access.revokeKey(workspaceId, key.id)
      const text = await Promise.race([read, sleep(15_000, 'still open')])
      expect(text).toMatch(/serialized-error[\s\S]*(sign_in_required|invalid_key|scope_not_found)/)
    },
    20_000,
  )

  test('never leaves the workspace without an owner, not even when two lower each other at once', async () => {
    const other = (await api.house.db.workspaces.create('Two owners')).id
    const add = (name: string) => api.house.db.members.add(other, { name, email: `${name}@example.com`, role: 'owner', limits: null, passwordHash: null })
    const ids = [await add('one'), await add('two')]
    const outcomes = await Promise.allSettled(ids.map((memberId) => api.house.db.members.update(other, { memberId, role: 'viewer' })))
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const owner = (await api.house.db.members.list(other)).find(({ role }) => role === 'owner')
    if (owner === undefined) throw new Error('nobody is left')
    await expect(api.house.db.members.remove(other, owner.id)).rejects.toMatchObject({ reason: 'last_owner' })
  })

  test('a link from the machine brings the local owner back, with all rights', async () => {
    const { db, workspaceId } = api.house
    await person(api, 'owner')
    await db.access.createSignInLink(workspaceId, { lifeMs: 1_000 })
    const local = (await db.members.list(workspaceId)).find(({ isLocal }) => isLocal)
    if (local === undefined) throw new Error('there is no local owner')
    await db.members.remove(workspaceId, local.id)
    const session = await db.access.signIn(await db.access.createSignInLink(workspaceId, { lifeMs: 60_000 }), { lifeMs: 60_000, address: '::1', agent: '' })
    expect(await db.access.principalOfSession(session.session)).toMatchObject({ role: 'owner', reach: null })
  })
})

test('an owner sees where a member is signed in and ends it; nobody ends one through somebody else', async () => {
  const [them, other] = [await person(api, 'viewer'), await person(api, 'viewer')]
  const open = (await api.call('members.sessions', { memberId: them.memberId })).data as { items: { id: string; isCurrent: boolean }[] }
  expect(open.items).toMatchObject([{ isCurrent: false }])
  const sessionId = open.items[0]?.id
  expect((await api.call('members.endSession', { memberId: other.memberId, sessionId })).data).toBeNull()
  expect((await them.call('viewer.me')).status).toBe(200)
  expect((await api.call('members.endSession', { memberId: them.memberId, sessionId })).data).toEqual({ ended: true })
  expect((await them.call('viewer.me')).error?.data.reason).toBe('sign_in_required')
})

describe('the audit log', () => {
  type Entry = { actor: string; action: string; target: Record<string, unknown>; address: string; via: string }
  const newest = async (): Promise<Entry | undefined> => ((await api.call('audit.list', { limit: 1 })).data as { items: Entry[] }).items[0]

  test.each(proceduresOf(appRouter).filter(({ type, path }) => type === 'mutation' && path !== 'sessions.revoke'))(
    '$path is written down, with who, what and from where, and without texts or secrets',
    async ({ path }) => {
      const input = await validInputs[path as ProcedurePath](world)
      expect((await api.call(path, input)).status).toBe(200)
      const entry = await newest()
      expect(entry).toMatchObject({ actor: 'test', action: path, via: 'key', address: expect.stringContaining('127.0.0.1') })
      expect(JSON.stringify(entry?.target)).not.toMatch(/seen|What people say|deno, italy|es[klpi]_|Ada/)
    },
  )
  test('a refused call is not in it as one that was done', async () => {
    const before = await newest()
    await api.call('brands.create', { name: '' })
    await api.call('brands.create', { name: 'x' }, { key: await api.key('viewer') })
    await api.call('brands.archive', { brandId: newId() })
    expect(await newest()).toEqual(before)
  })
  test('pages through everything once, and is read by owners of its own workspace alone', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = (await api.call('audit.list', { limit: 7, ...(cursor === undefined ? {} : { cursor }) })).data as {
        items: { id: string }[]
        nextCursor: string | null
      }
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    const [{ count } = { count: 0 }] = await api.house.owner<{ count: number }>('SELECT count(*)::int AS count FROM audit_log WHERE workspace_id = $1', [
      api.house.workspaceId,
    ])
    expect([new Set(seen).size, seen.length]).toEqual([count, count])
  })
  test('is narrowed by who and by what, as written: a sign of a pattern is a character', async () => {
    await person(api, 'owner').then((them) => them.call('keys.create', { name: 'k' }))
    const narrowed = async (filter: object) => ((await api.call('audit.list', { limit: 500, ...filter })).data as { items: Entry[] }).items
    const [byAda, keys] = [await narrowed({ actor: 'aDa' }), await narrowed({ action: 'keys.' })]
    expect(byAda[0]).toMatchObject({ actor: 'Ada', action: 'keys.create' })
    expect(new Set(byAda.map(({ actor }) => actor))).toEqual(new Set(['Ada']))
    expect(keys.every(({ action }) => action.startsWith('keys.'))).toBe(true)
    for (const filter of [{ actor: '%' }, { action: '%' }, { action: 'k_ys' }]) expect(await narrowed(filter)).toEqual([])
  })
  test('is exported whole as CSV and as NDJSON, to owners alone', async () => {
    const get = (format: string, key: string) => fetch(new URL(`/api/audit?format=${format}`, api.url), { headers: { authorization: `Bearer ${key}` } })
    const owner = await api.key('owner')
    const lines = (await (await get('ndjson', owner)).text()).trimEnd().split('\n')
    const [{ count } = { count: 0 }] = await api.house.owner<{ count: number }>('SELECT count(*)::int AS count FROM audit_log WHERE workspace_id = $1', [
      api.house.workspaceId,
    ])
    expect(lines).toHaveLength(count)
    expect((await (await get('csv', owner)).text()).trimEnd().split('\r\n')).toHaveLength(count + 1)
    for (const role of ['editor', 'viewer'] satisfies Role[]) expect((await get('csv', await api.key(role))).status).toBe(403)
    expect((await get('csv', await api.key('owner', { scope: world.own.first.automatic.scope }))).status).toBe(403)
    expect((await get('xlsx', owner)).status).toBe(400)
    expect((await fetch(new URL('/api/audit', api.url))).status).toBe(401)
    expect((await fetch(new URL('/api/audit', api.url), { headers: { cookie: ofBrand.cookie } })).status).toBe(403)
  })
  test.each([
    ['=1+1', `"'=1+1"`],
    ['+x', `"'+x"`],
    ['-x', `"'-x"`],
    ['@x', `"'@x"`],
    ['\t=x', `"'\t=x"`],
    ['a "b", c', `"a ""b"", c"`],
    ['plain', '"plain"'],
  ])('%j is written into a CSV so that no spreadsheet runs it', (text, expected) => {
    expect(csvField(text)).toBe(expected)
  })
})

test('an owner cannot be limited, and a limit names what is there', async () => {
  const { memberId } = await person(api, 'viewer')
  const limits = [{ type: 'brand', brandId: world.own.first.brand.id }]
  expect((await api.call('members.update', { memberId, role: 'owner', limits })).status).toBe(400)
  expect((await api.call('members.invite', { email: 'x@example.com', role: 'owner', limits })).status).toBe(400)
  for (const limit of [
    { type: 'brand', brandId: world.foreign.first.brand.id },
    { type: 'campaign', campaignId: world.own.first.automatic.scope.campaignId },
    { type: 'campaign', campaignId: world.foreign.first.customs[0].scope.campaignId },
  ])
    expect((await api.call('members.invite', { email: 'x@example.com', role: 'viewer', limits: [limit] })).status).toBe(404)
})

test('a limit whose campaign was removed leaves nothing, not everything', async () => {
  const { customs } = await api.house.brand({ customs: 1 })
  const campaignId = customs[0]?.campaignId
  if (campaignId === undefined) throw new Error('a campaign was asked for')
  const them = await person(api, 'viewer', [{ type: 'campaign', campaignId }])
  await api.call('campaigns.remove', { campaignId })
  expect((await api.call('brands.list', undefined, asBrowser(them.cookie))).data).toEqual({ items: [], nextCursor: null })
})
