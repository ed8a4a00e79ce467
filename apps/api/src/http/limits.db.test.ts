import { openSigner } from '@echoscope/db'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { createLog } from '../node/log.ts'
import { depsOf } from '../node/start.ts'
import { answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'), { ratePerMinute: 60, rateBurst: 5, mostWrongLinks: 20 })
})
afterAll(() => api[Symbol.asyncDispose]())

test('a key that calls too often is told how long to wait, in a batch call by call, and others go on', async () => {
  const key = await api.key('viewer')
  for (let n = 0; n < 5; n += 1) expect((await api.call('viewer.me', undefined, { key })).status).toBe(200)
  const refused = await api.call('viewer.me', undefined, { key })
  expect([refused.status, refused.error?.data.reason]).toEqual([429, 'rate_limited'])
  expect(Number(refused.headers.get('retry-after'))).toBe(refused.error?.data.details['retryAfterSeconds'])
  expect((await api.call('viewer.me', undefined, { key: await api.key('viewer') })).status).toBe(200)
  const batch = await fetch(new URL(`/api/trpc/${Array<string>(8).fill('viewer.me').join(',')}?batch=1`, api.url), {
    headers: { authorization: `Bearer ${await api.key('viewer')}` },
  })
  expect([batch.status, batch.headers.get('retry-after')]).toEqual([207, '1'])
})
test('failed tries at signing in are limited by address, and a good key from there goes on', async () => {
  const attempt = async () =>
    answerOf(
      await fetch(new URL('/api/session', api.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"token":"esl_${'0'.repeat(32)}_${'A'.repeat(43)}"}`,
      }),
    )
  const reasons: (string | undefined)[] = []
  for (let n = 0; n < 25; n += 1) reasons.push((await attempt()).error?.data.reason)
  expect(reasons[0]).toBe('link_used')
  expect(reasons.at(-1)).toBe('rate_limited')
  expect((await api.call('viewer.me', undefined, { key: 'esk_wrong' })).error?.data.reason).toBe('rate_limited')
  expect((await api.call('viewer.me', undefined, { key: await api.key('viewer') })).status).toBe(200)
})
test('the tries lie in the database, for all processes, and a quarter of an hour later they are forgiven', async () => {
  const { attempts } = api.house.db
  for (let n = 0; n < 3; n += 1) await attempts.failed('links 192.0.2.1', 3)
  await expect(attempts.requireRoom('links 192.0.2.1', 3)).rejects.toMatchObject({ reason: 'rate_limited' })
  await attempts.requireRoom('links 192.0.2.2', 3)
  await api.house.owner(`UPDATE sign_in_attempts SET began_at = began_at - interval '16 minutes'`)
  await attempts.requireRoom('links 192.0.2.1', 3)
})
test('what takes too long is answered with timed_out and not waited for', async () => {
  const config = parseConfig({ DATABASE_APP_URL: api.house.appUrl, ECHOSCOPE_HOME: api.home })
  const deps = depsOf(config, { db: api.house.db, log: createLog('silent'), signer: await openSigner(api.home) })
  const slow = createApp({
    ...deps,
    settings: { ...deps.settings, requestTimeoutMs: 50, hosts: [] },
    db: { ...deps.db, access: { ...deps.db.access, principalOfKey: () => new Promise(() => undefined) } },
  })
  const answer = await answerOf(await slow.request('/api/trpc/viewer.me', { headers: { authorization: 'Bearer esk_x' } }))
  expect([answer.status, answer.error?.data.reason]).toEqual([504, 'timed_out'])
})
