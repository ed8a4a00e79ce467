import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import { requestOf } from '@echoscope/domain'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { furnish } from './testing/world.ts'

let house: TestHouse
let home: string
const children = new Set<ChildProcess>()
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  home = await mkdtemp(join(tmpdir(), 'echoscope-main-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await rm(home, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly stderr: () => string
  readonly stdout: () => string
  readonly exited: Promise<number | null>
}
function start(env: Record<string, string>): Started {
  const child = fork(join(import.meta.dirname, 'main.ts'), { env: { PATH: process.env['PATH'] ?? '', ...env }, silent: true })
  children.add(child)
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  return { child, stderr: () => said.stderr, stdout: () => said.stdout, exited: once(child, 'exit').then(([code]) => code as number | null) }
}
const running = async (): Promise<Started & { url: string }> => {
  const started = start({ PORT: '0', DATABASE_APP_URL: house.appUrl, ECHOSCOPE_HOME: home })
  const [message] = (await once(started.child, 'message')) as [{ url: string }]
  return { ...started, url: message.url }
}

test('it starts from its environment, tells its parent where it listens, logs to stderr alone, and SIGTERM ends it well', async () => {
  const api = await running()
  expect((await fetch(`${api.url}/api/health`)).status).toBe(200)
  api.child.kill('SIGTERM')
  expect(await api.exited).toBe(0)
  expect(api.stdout()).toBe('')
  expect(JSON.parse(api.stderr().split('\n')[0] ?? '')).toMatchObject({ app: 'api', url: api.url })
})
test('it ends by itself when its parent is gone', async () => {
  const api = await running()
  api.child.disconnect()
  expect(await api.exited).toBe(0)
})
test('a watched run does not hold up the end', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  const { runId } = await furnish(house, automatic)
  const { text: key } = await house.db.access.createKey(house.workspaceId, { name: 'k', role: 'viewer', scope: null, expiresAt: null })
  const api = await running()
  const input = encodeURIComponent(JSON.stringify({ scope: requestOf(automatic), runId }))
  const stream = await fetch(`${api.url}/api/trpc/scouts.watch?input=${input}`, { headers: { authorization: `Bearer ${key}` } })
  expect((await stream.body?.getReader().read())?.done).toBe(false)
  const before = performance.now()
  api.child.kill('SIGINT')
  expect(await api.exited).toBe(0)
  expect(performance.now() - before).toBeLessThan(5_000)
})
test('a port that is taken is told in one sentence, with a way out', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const address = holder.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const api = start({ PORT: String(port), DATABASE_APP_URL: house.appUrl, ECHOSCOPE_HOME: home })
  expect(await api.exited).toBe(1)
  expect(api.stderr()).toBe(
    `Port ${port} on 127.0.0.1 is taken, perhaps by another Echoscope. Choose another one, such as PORT=${port + 1}, or stop what is using it.\n`,
  )
  holder.close()
})
test('what is wrong with its environment is told whole, without a stack', async () => {
  const api = start({ PORT: 'x', LOG_LEVEL: 'loud' })
  expect(await api.exited).toBe(1)
  for (const name of ['api cannot start', 'PORT', 'LOG_LEVEL', 'DATABASE_APP_URL']) expect(api.stderr()).toContain(name)
  expect(api.stderr()).not.toMatch(/\bat \w+.*\.ts/)
})
