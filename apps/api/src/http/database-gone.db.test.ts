import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@echoscope/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseConfig } from '../config.ts'
import { createLog } from '../node/log.ts'
import { type RunningApi, startApi } from '../node/start.ts'
import { answerOf } from '../testing/api-house.ts'

let api: RunningApi
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'echoscope-gone-'))
  // Nobody listens on port 1.
  api = await startApi(
    parseConfig({ PORT: '0', DATABASE_APP_URL: 'postgres://app:secret-password@127.0.0.1:1/echoscope', ECHOSCOPE_HOME: home }),
    createLog('silent'),
  )
})
afterAll(async () => {
  await api.close()
  await rm(home, { recursive: true, force: true })
})

const key = `esk_${'0'.repeat(32)}_${'A'.repeat(43)}`

test('without its database the API starts, says what is missing, and stays alive', async () => {
  expect((await fetch(`${api.url}/api/health`)).status).toBe(200)
  const ready = await fetch(`${api.url}/api/ready`)
  expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ missing: ['database', 'migrations', 'separation', 'worker'] })])
})
test('a call is answered with database_unavailable, and nothing of the connection', async () => {
  const input = encodeURIComponent(JSON.stringify({ scope: { type: 'automatic', brandId: newId() } }))
  for (const path of ['viewer.me', `scouts.list?input=${input}`]) {
    const answer = await answerOf(await fetch(`${api.url}/api/trpc/${path}`, { headers: { authorization: `Bearer ${key}` } }))
    expect([answer.status, answer.error?.data.reason]).toEqual([503, 'database_unavailable'])
    expect(answer.text).not.toMatch(/secret-password|127\.0\.0\.1|ECONNREFUSED/)
  }
})
test('a watched run ends with the same answer as an event', async () => {
  const input = encodeURIComponent(JSON.stringify({ scope: { type: 'automatic', brandId: newId() }, runId: newId() }))
  const answer = await answerOf(await fetch(`${api.url}/api/trpc/scouts.watch?input=${input}`, { headers: { authorization: `Bearer ${key}` } }))
  expect([answer.status, answer.error?.data.reason]).toEqual([503, 'database_unavailable'])
})
