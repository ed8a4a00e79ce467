import { requestOf } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { person } from '../testing/person.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api[Symbol.asyncDispose]())

const create = async (input: object) => (await api.call('keys.create', { name: 'k', ...input })).data as { id: string; key: string }
const me = async (key: string) => api.call('viewer.me', undefined, { key })

test('a key is told once, is a viewer unless said otherwise, and is in no list as text or hash', async () => {
  const { key, id } = await create({})
  expect((await me(key)).data).toMatchObject({ role: 'viewer', via: 'key', boundTo: null })
  const { data, text } = await api.call('keys.list')
  const listed = (data as { items: { id: string; createdAt: string; lastUsedAt: string | null }[] }).items.find((item) => item.id === id)
  expect(listed?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(listed?.lastUsedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(text).not.toContain('esk_')
  expect(text).not.toContain('hash')
})
test('a revoked key opens nothing from the next call on, and revoking it again says so too', async () => {
  const { key, id } = await create({ role: 'owner' })
  expect((await api.call('keys.revoke', { keyId: id })).data).toEqual({ id })
  expect((await me(key)).error?.data.reason).toBe('invalid_key')
  expect((await api.call('keys.revoke', { keyId: id })).status).toBe(200)
})
test('a key that would have expired already is refused', async () => {
  expect((await api.call('keys.create', { name: 'k', expiresAt: '2020-01-01T00:00:00Z' })).error?.data.reason).toBe('invalid_input')
})
test('a key bound to a scope says which, and is gone with its campaign', async () => {
  const { customs } = await api.house.brand({ customs: 1 })
  const [scope] = customs
  if (scope === undefined) throw new Error('a campaign was asked for')
  const { key } = await create({ scope: requestOf(scope), role: 'editor' })
  // Whose workspace it is concerns nobody who may enter one scope of it.
  expect((await me(key)).data).toMatchObject({ boundTo: requestOf(scope), workspace: { name: null } })
  await api.call('campaigns.remove', { campaignId: scope.campaignId })
  expect((await me(key)).error?.data.reason).toBe('invalid_key')
})
test('a key does no more than the person who made it may do now: their role lowered or their reach narrowed, its too', async () => {
  const [them] = [await person(api, 'owner'), await person(api, 'owner')]
  const { key } = (await them.call('keys.create', { name: 'k', role: 'owner' })).data as { key: string }
  const { brand, customs } = await api.house.brand({ customs: 1 })
  const campaignId = customs[0]?.campaignId
  const call = async (path: string, input: object) => (await api.call(path, input, { key })).error?.data.reason ?? 'ok'
  expect(await call('keys.list', {})).toBe('ok')
  await api.call('members.update', { memberId: them.memberId, role: 'editor' })
  expect([await call('keys.list', {}), await call('brands.get', { brandId: brand.id })]).toEqual(['role_too_low', 'ok'])
  await api.call('members.update', { memberId: them.memberId, role: 'viewer', limits: [{ type: 'campaign', campaignId }] })
  expect(await call('campaigns.pause', { campaignId })).toBe('role_too_low')
  expect(await call('threads.list', { scope: { type: 'automatic', brandId: brand.id } })).toBe('scope_not_found')
  expect(await call('threads.list', { scope: { type: 'custom', campaignId } })).toBe('ok')
  expect((await me(key)).data).toMatchObject({ role: 'viewer', via: 'key' })
})
test('a key says who made it, a key made by it says the same, and both end when that person is removed', async () => {
  // The last owner cannot be removed.
  const [them] = [await person(api, 'owner'), await person(api, 'owner')]
  const first = (await them.call('keys.create', { name: 'first', role: 'owner' })).data as { id: string; key: string }
  const second = (await api.call('keys.create', { name: 'second' }, { key: first.key })).data as { id: string; key: string }
  const other = await create({})
  const listed = async () =>
    (await api.call('keys.list')).data as { items: { id: string; revokedAt: string | null; madeBy: { memberId: string; name: string } | null }[] }
  const madeBy = { memberId: them.memberId, name: 'Ada' }
  expect((await listed()).items.slice(0, 3)).toMatchObject([
    { id: other.id, madeBy: null },
    { id: second.id, madeBy, revokedAt: null },
    { id: first.id, madeBy, revokedAt: null },
  ])
  await api.call('members.remove', { memberId: them.memberId })
  for (const { key } of [first, second]) expect((await me(key)).error?.data.reason).toBe('invalid_key')
  expect((await me(other.key)).status).toBe(200)
  expect((await listed()).items.find(({ id }) => id === first.id)?.revokedAt).not.toBeNull()
})
