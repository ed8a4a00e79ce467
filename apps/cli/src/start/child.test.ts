import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { superviseChild } from './child.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'echoscope-child-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** A process of the installation, as far as its supervisor can see: says that it is ready, ends when told to. */
async function program(name: string, body: string): Promise<string> {
  const file = join(directory, `${name}.mjs`)
  await writeFile(file, body)
  return file
}
const wellBehaved = `process.on('SIGTERM', () => process.exit(0)); process.on('disconnect', () => process.exit(0)); process.send('ready')`
const never = new AbortController().signal

test('a child that dies is started again, and it is said', async () => {
  const said: string[] = []
  const file = await program('dies', wellBehaved)
  const child = await superviseChild({ name: 'API', file, env: {}, say: (text) => said.push(text), interrupted: never })
  const first = child.pid
  process.kill(first, 'SIGKILL')
  await expect.poll(() => child.pid, { timeout: 10_000 }).not.toBe(first)
  expect(said).toEqual([expect.stringMatching(/^The API ended unexpectedly and is started again in 1 s/)])
  await child.stop()
  expect(() => process.kill(child.pid, 0)).toThrow('ESRCH')
})

test('a child runs with the flags it was given, and with those of its parent', async () => {
  const file = await program(
    'flags',
    `import { writeFileSync } from 'node:fs'; writeFileSync(process.env.SAYS, JSON.stringify(process.execArgv)); ${wellBehaved}`,
  )
  const says = join(directory, 'flags.json')
  const flags = ['--max-semi-space-size=8', '--heap-growing-percent=30', '--optimize-for-size']
  const child = await superviseChild({ name: 'worker', file, env: { SAYS: says }, flags, say: () => undefined, interrupted: never })
  expect(JSON.parse(await readFile(says, 'utf8'))).toEqual([...process.execArgv, ...flags])
  await child.stop()
})

test('one that never comes up is told by its name, and nothing is left of it', async () => {
  const file = await program('refuses', 'process.exit(1)')
  await expect(superviseChild({ name: 'worker', file, env: {}, say: () => undefined, interrupted: never })).rejects.toThrow('The worker did not start')
})

test('stopping while it waits to start again does not wait for that', async () => {
  const counted = join(directory, 'starts')
  const file = await program(
    'again',
    `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(counted)}, 'x'); ${wellBehaved}; setTimeout(() => process.exit(1), 50)`,
  )
  const said: string[] = []
  const child = await superviseChild({ name: 'API', file, env: {}, say: (text) => said.push(text), interrupted: never })
  await expect.poll(() => said.length, { timeout: 30_000 }).toBe(3)
  const begunAt = performance.now()
  await child.stop()
  expect(performance.now() - begunAt).toBeLessThan(1_000)
  // Later each time.
  expect(said.map((text) => Number(/in (\d+) s/.exec(text)?.[1]))).toEqual([1, 2, 4])
  expect(await readFile(counted, 'utf8')).toBe('xxx')
})

test('a child that ends after Ctrl-C is not started again', async () => {
  const said: string[] = []
  const interruption = new AbortController()
  const file = await program('interrupted', wellBehaved)
  const child = await superviseChild({ name: 'API', file, env: {}, say: (text) => said.push(text), interrupted: interruption.signal })
  const first = child.pid
  interruption.abort()
  process.kill(first, 'SIGKILL')
  await child.stop()
  expect([said, child.pid]).toEqual([[], first])
})
