import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@echoscope/postgres'
import { afterEach, expect, test } from 'vitest'
import { apiOf, newKey } from './src/api.ts'
import { echoscope, eventually, freePort, interrupt, newHome, removeHome, start, tryStart } from './src/installation.ts'
import { isPostgres, processesOf } from './src/processes.ts'

const homes: string[] = []
async function home(): Promise<string> {
  const made = await newHome()
  homes.push(made)
  return made
}
afterEach(async () => {
  for (const each of homes.splice(0)) {
    for (const { pid } of await processesOf(each)) process.kill(pid, 'SIGKILL')
    await eventually('every process of the test gone', 10, async () => ((await processesOf(each)).length === 0 ? true : null))
    await removeHome(each)
  }
})

const linux = process.platform === 'linux'
const onlyLinux = (skip: (condition: boolean, why: string) => void) => skip(!linux, 'processes are found by /proc, which only Linux has')

/** A brand made over HTTP, to be found again after the next start. */
async function makeBrand(address: string, at: string, name: string): Promise<string> {
  const key = await newKey((...args) => echoscope(at, ...args))
  await apiOf(address, key).mutate('brands.create', { name, primaryKeywords: [name.toLowerCase()] })
  return key
}
async function brandsOf(address: string, key: string): Promise<string[]> {
  const { items } = (await apiOf(address, key).query('brands.list')) as { items: { name: string }[] }
  return items.map(({ name }) => name)
}

test('Ctrl-C ends everything within ten seconds, the database too, and the next start finds all that was stored', async ({ skip }) => {
  onlyLinux(skip)
  const at = await home()
  const port = await freePort()
  const first = await start({ home: at, port })
  const key = await makeBrand(first.address, at, 'Kept')
  expect((await processesOf(at)).filter(isPostgres).length).toBeGreaterThan(0)
  const interruptedAt = performance.now()
  expect(await interrupt(first)).toBe(0)
  expect(performance.now() - interruptedAt).toBeLessThan(10_000)
  expect(await processesOf(at)).toEqual([])
  const second = await start({ home: at, port })
  console.log(`ready after ${first.readyMs} ms the first time, ${second.readyMs} ms the second`)
  expect(await brandsOf(second.address, key)).toEqual(['Kept'])
  await interrupt(second)
})

test('a port that is taken is said at once, with what to do, and nothing is left running', async () => {
  const port = await freePort()
  const other = createServer()
  await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening))
  try {
    const at = await home()
    const begunAt = performance.now()
    const outcome = await tryStart({ home: at, port })
    expect(outcome).toMatchObject({ started: null, code: 1, said: expect.stringMatching(new RegExp(`Port ${port} .*taken.*PORT=`)) })
    expect(performance.now() - begunAt).toBeLessThan(5_000)
    if (linux) expect(await processesOf(at)).toEqual([])
  } finally {
    other.close()
  }
})

test('kill -9 of start alone: its processes end by themselves, and the next start goes on with the same database', async ({ skip }) => {
  onlyLinux(skip)
  const at = await home()
  const port = await freePort()
  const first = await start({ home: at, port })
  const key = await makeBrand(first.address, at, 'Survivor')
  process.kill(first.pid, 'SIGKILL')
  await eventually('API and worker gone', 15, async () => ((await processesOf(at)).every(isPostgres) ? true : null))
  const second = await start({ home: at, port })
  expect(await brandsOf(second.address, key)).toEqual(['Survivor'])
  expect(await interrupt(second)).toBe(0)
  expect(await processesOf(at)).toEqual([])
})

test('kill -9 of every process, the database in the middle of its work: the next start recovers, and what was answered is kept', async ({ skip }) => {
  onlyLinux(skip)
  const at = await home()
  const port = await freePort()
  const first = await start({ home: at, port })
  const key = await makeBrand(first.address, at, 'One')
  const api = apiOf(first.address, key)
  const answered: string[] = ['One']
  const killed = new AbortController()
  const writing = (async () => {
    for (let n = 1; !killed.signal.aborted; n += 1) {
      await api.mutate('brands.create', { name: `Brand ${n}`, primaryKeywords: ['word'] }).then(
        () => answered.push(`Brand ${n}`),
        () => undefined,
      )
    }
  })()
  await sleep(500)
  for (const { pid } of await processesOf(at)) process.kill(pid, 'SIGKILL')
  killed.abort()
  await writing
  expect(answered.length).toBeGreaterThan(1)
  const second = await start({ home: at, port })
  expect(await brandsOf(second.address, key)).toEqual(expect.arrayContaining(answered))
  await interrupt(second)
})

test('a second start of the same home is refused while the first lives, and does it no harm', async () => {
  const at = await home()
  const first = await start({ home: at, port: await freePort() })
  const second = await tryStart({ home: at, port: await freePort() })
  expect(second).toMatchObject({ started: null, code: 1, said: expect.stringMatching(/already running/) })
  expect((await fetch(`${first.address}/api/ready`)).status).toBe(200)
  await interrupt(first)
})

test('keys create prints the key alone on stdout while the server runs, and the key opens the API', async () => {
  const at = await home()
  const started = await start({ home: at, port: await freePort() })
  const { code, out } = await echoscope(at, 'keys', 'create', '--name', 'reporting')
  expect(code).toBe(0)
  expect(out).toMatch(/^\S+\n$/)
  expect(await apiOf(started.address, out.trim()).query('viewer.me')).toMatchObject({ role: 'viewer', via: 'key' })
  await interrupt(started)
})

test('pnpm -s echoscope keys create prints the key alone on stdout too', async ({ skip }) => {
  const pnpm = process.env['npm_execpath'] ?? ''
  skip(!pnpm.includes('pnpm'), 'pnpm is found where pnpm runs the tests')
  const at = await home()
  const out = execFileSync(pnpm, ['-s', 'echoscope', 'keys', 'create', '--name', 'reporting'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ECHOSCOPE_HOME: at },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(out).toMatch(/^\S+\n$/)
})

test('two installations run side by side, and a key of one does not open the other', async () => {
  const [here, there] = [await home(), await home()]
  const [one, other] = [await start({ home: here, port: await freePort() }), await start({ home: there, port: await freePort() })]
  const key = await makeBrand(one.address, here, 'Here')
  const otherKey = await makeBrand(other.address, there, 'There')
  expect([await brandsOf(one.address, key), await brandsOf(other.address, otherKey)]).toEqual([['Here'], ['There']])
  await expect(brandsOf(other.address, key)).rejects.toThrow(/401/)
  await Promise.all([interrupt(one), interrupt(other)])
})

test('DATABASE_URL names a server of one’s own: it is used, and no embedded one is started', async () => {
  const serverHome = await home()
  const server = await startPostgres({ home: serverHome, settings: ['fsync=off'] })
  try {
    const at = await home()
    const started = await start({ home: at, port: await freePort(), env: { DATABASE_URL: server.ownerUrl } })
    expect((await fetch(`${started.address}/api/ready`)).status).toBe(200)
    if (linux) expect((await processesOf(at)).filter(({ command }) => command.includes(at) && isPostgres({ pid: 0, command }))).toEqual([])
    expect(await interrupt(started)).toBe(0)
  } finally {
    await server.stop()
  }
})

test('DATABASE_URL to nowhere is a plain sentence, and exit 1', async () => {
  const outcome = await tryStart({ home: await home(), port: await freePort(), env: { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:9/none' } })
  expect(outcome).toMatchObject({ started: null, code: 1 })
  expect(outcome.started === null && outcome.said).not.toMatch(/\n\s+at /)
})

test('a full disk is said in words, and after room is made everything stored is there', async ({ skip }) => {
  const at = await home()
  skip(!linux || !mount(at), 'a small file system can be mounted only as root on Linux')
  try {
    const port = await freePort()
    const first = await start({ home: at, port })
    const key = await makeBrand(first.address, at, 'Before')
    await interrupt(first)
    fill(at)
    const full = await tryStart({ home: at, port })
    expect(full).toMatchObject({ started: null, code: 1, said: expect.stringMatching(/disk is full/i) })
    expect(full.started === null && full.said).not.toMatch(/\n\s+at /)
    execFileSync('rm', [`${at}/ballast`])
    const third = await start({ home: at, port })
    expect(await brandsOf(third.address, key)).toEqual(['Before'])
    await interrupt(third)
  } finally {
    execFileSync('umount', ['--lazy', at])
  }
})

test('a disk that fills up while everything runs costs nothing that was stored', async ({ skip }) => {
  const at = await home()
  skip(!linux || !mount(at), 'a small file system can be mounted only as root on Linux')
  try {
    const port = await freePort()
    const first = await start({ home: at, port })
    const key = await makeBrand(first.address, at, 'Before')
    fill(at)
    const api = apiOf(first.address, key)
    const answered = ['Before']
    for (let n = 1; n <= 300; n += 1) {
      const name = `Brand ${n}`
      const made = await api.mutate('brands.create', { name, description: 'x'.repeat(1_900), primaryKeywords: ['word'] }).then(
        () => true,
        (error: unknown) => String(error),
      )
      if (made === true) answered.push(name)
      else expect(made).not.toMatch(/ENOSPC|\.ts:|INSERT|\n\s+at /)
    }
    execFileSync('rm', [`${at}/ballast`])
    const interrupted = await interrupt(first)
    console.log(`${answered.length - 1} of 300 writes were answered on a full disk; exit ${interrupted}`)
    const second = await start({ home: at, port })
    expect(await brandsOf(second.address, key)).toEqual(expect.arrayContaining(answered))
    await interrupt(second)
  } finally {
    execFileSync('umount', ['--lazy', at])
  }
})

function mount(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=755', 'tmpfs', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
/** To the last byte; dd ends with an error when there is no room, which is what is wanted. */
function fill(at: string): void {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${at}/ballast`, 'bs=4k'], { stdio: 'ignore' })
  } catch {
    // Full.
  }
}
