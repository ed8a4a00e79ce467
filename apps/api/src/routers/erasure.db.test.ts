import { keepPosts } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api[Symbol.asyncDispose]())

test('an author is asked for, looked at, confirmed and gone, and no answer or log ever carries the name', async () => {
  const canary = 'canary_person'
  const { automatic, customs } = await api.house.brand({ customs: 1 })
  for (const scope of [automatic, ...customs]) await keepPosts(api.house.db, scope, { posts: [{ author: canary }, { author: 'ann' }] })
  const requested = await api.call('erasure.request', { platform: 'reddit', username: canary })
  const { id: erasureId } = requested.data as { id: string }
  const early = await api.call('erasure.confirm', { erasureId, username: canary })
  expect([early.status, early.error?.data.reason]).toEqual([409, 'wrong_state'])
  const previewed = await api.call('erasure.preview', { erasureId })
  expect(previewed.data).toMatchObject({ status: 'previewed', preview: [{ threads: 1 }, { threads: 1 }] })
  const wrong = await api.call('erasure.confirm', { erasureId, username: 'somebody else' })
  expect(wrong.status).toBe(409)
  const done = await api.call('erasure.confirm', { erasureId, username: canary })
  expect(done.data).toMatchObject({
    status: 'done',
    receipt: [
      { threads: 1, influencers: 1 },
      { threads: 1, influencers: 1 },
    ],
    confirmedBy: expect.stringMatching(/^key /),
  })
  const list = await api.call('erasure.list')
  expect(list.data).toMatchObject({ items: [{ id: erasureId, status: 'done' }] })
  for (const answer of [requested, early, previewed, wrong, done, list]) expect(answer.text).not.toContain(canary)
  expect(JSON.stringify(api.logged)).not.toContain(canary)
  expect((await api.call('threads.list', { scope: { type: 'automatic', brandId: automatic.brandId } })).data).toMatchObject({ total: 1 })
})

test('how long threads are kept is for an owner to say; an editor goes on editing everything else', async () => {
  const { brand, customs } = await api.house.brand({ customs: 1 })
  const campaignId = customs[0]?.campaignId
  const editor = await api.key('editor')
  for (const [path, input] of [
    ['brands.update', { brandId: brand.id, revision: 0 }],
    ['campaigns.update', { campaignId, revision: 0 }],
  ] as const) {
    const refused = await api.call(path, { ...input, retentionDays: 30 }, { key: editor })
    expect([refused.status, refused.error?.data.reason]).toEqual([403, 'role_too_low'])
    expect((await api.call(path, { ...input, name: 'Renamed' }, { key: editor })).data).toMatchObject({ name: 'Renamed', retentionDays: null })
    expect((await api.call(path, { ...input, revision: 1, retentionDays: 30 })).data).toMatchObject({ retentionDays: 30 })
    expect((await api.call(path, { ...input, revision: 2, retentionDays: null })).data).toMatchObject({ retentionDays: null })
    for (const retentionDays of [0, -1, 1.5, 36_501, '30']) expect((await api.call(path, { ...input, revision: 3, retentionDays })).status).toBe(400)
  }
})
