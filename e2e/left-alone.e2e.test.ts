import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually, freePort, interrupt, newHome, removeHome, start } from './src/installation.ts'
import { processesOf } from './src/processes.ts'

const homes: string[] = []
async function home(): Promise<string> {
  const made = await newHome()
  homes.push(made)
  return made
}
afterEach(async () => {
  for (const each of homes.splice(0)) {
    for (const { pid } of await processesOf(each)) end(pid)
    await eventually('every process of the test gone', 10, async () => ((await processesOf(each)).length === 0 ? true : null))
    await removeHome(each)
  }
})
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}
const nobodyLeft = (at: string) => eventually('everything ended by itself', 20, async () => ((await processesOf(at)).length === 0 ? true : null))

/** As npx does: a process that runs the command and hands its words on. */
const launcher = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(join(import.meta.dirname, '../apps/cli/src/main.ts'))}, 'start'], { stdio: 'inherit' })`

test.skipIf(process.platform !== 'linux')('kill -9 of the npx above it ends everything, the database too', async () => {
  const at = await home()
  const child = spawn(process.execPath, ['--eval', launcher, 'npx', 'pnpm@12', 'start'], {
    env: { PATH: process.env['PATH'], ECHOSCOPE_HOME: at, PORT: String(await freePort()), HACKER_NEWS_URL: 'http://127.0.0.1:9' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await eventually('the sign-in link', 60, () => (said.includes('/sign-in#') ? true : null))
  child.kill('SIGKILL')
  await nobodyLeft(at)
})

test.skipIf(process.platform !== 'linux')('a terminal that is closed ends everything, though nobody hears the last words', async () => {
  const at = await home()
  const started = await start({ home: at, port: await freePort() })
  started.deafen()
  process.kill(-started.pid, 'SIGHUP')
  expect(await started.ended).not.toBe(null)
  expect(await processesOf(at)).toEqual([])
})

test.skipIf(process.platform !== 'linux')('whatever of it is killed comes back by itself: the API, the worker, the database', async () => {
  const at = await home()
  const started = await start({ home: at, port: await freePort() })
  const isReady = async () => ((await fetch(`${started.address}/api/ready`).catch(() => null))?.ok === true ? true : null)
  for (const part of ['apps/api/src/main.ts', 'apps/worker/src/main.ts', 'postgres -D']) {
    const victim = (await processesOf(at)).find(({ command }) => command.includes(part))
    if (victim === undefined) throw new Error(`${part} runs`)
    process.kill(victim.pid, 'SIGKILL')
    await eventually(`another ${part}`, 30, async () =>
      (await processesOf(at)).some(({ pid, command }) => pid !== victim.pid && command.includes(part)) ? true : null,
    )
    await eventually('ready again', 30, isReady)
  }
  for (const words of ['The API ended unexpectedly', 'The worker ended unexpectedly', 'The database had ended unexpectedly and was started again'])
    await eventually(`it said: ${words}`, 10, () => (started.said().includes(words) ? true : null))
  expect(await interrupt(started)).toBe(0)
  expect(await processesOf(at)).toEqual([])
})
