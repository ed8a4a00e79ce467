import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const checkout = join(import.meta.dirname, '../..')
const main = join(checkout, 'apps/cli/src/main.ts')

export interface Started {
  readonly pid: number
  readonly address: string
  /** The one-time sign-in link it printed. */
  readonly link: string
  /** From the command to the printed address. */
  readonly readyMs: number
  /** All it said so far. */
  said(): string
  /** Closes our ends of its output, as a terminal that goes away does. */
  deafen(): void
  /** The exit code, once every process that holds its output is gone. */
  readonly ended: Promise<number | null>
}
export interface StartOptions {
  readonly home: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}

/** Ended, or ready: whichever comes first. */
export type Outcome = { readonly started: Started; readonly code: null } | { readonly started: null; readonly code: number | null; readonly said: string }

/** `echoscope start` as in a terminal: in a process group of its own, so that Ctrl-C can be sent to all of it. */
export async function tryStart({ home, port, env = {} }: StartOptions): Promise<Outcome> {
  const begunAt = performance.now()
  const child = spawn(process.execPath, [main, 'start'], {
    detached: true,
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ECHOSCOPE_HOME: home, PORT: String(port), HACKER_NEWS_URL: 'http://127.0.0.1:9', ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done(code))
  })
  const link = new Promise<string>((found) => {
    child.stdout.on('data', () => {
      const [address] = /http:\S+\/sign-in#\S+/.exec(said) ?? []
      if (address !== undefined) found(address)
    })
  })
  const first = await Promise.race([link, ended])
  if (typeof first !== 'string') return { started: null, code: first, said }
  const deafen = () => {
    for (const stream of [child.stdout, child.stderr]) stream.destroy()
  }
  const readyMs = Math.round(performance.now() - begunAt)
  return { started: { pid: pidOf(child), address: `http://127.0.0.1:${port}`, link: first, readyMs, said: () => said, deafen, ended }, code: null }
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('it was not started')
  return pid
}

export async function start(options: StartOptions): Promise<Started> {
  const { started, ...outcome } = await tryStart(options)
  if (started === null) throw new Error(`start ended: ${JSON.stringify(outcome)}`)
  return started
}

/** Ctrl-C: SIGINT to the whole process group. Resolves with the exit code. */
export function interrupt({ pid, ended }: Started): Promise<number | null> {
  process.kill(-pid, 'SIGINT')
  return ended
}

/** One command of `echoscope` beside a running installation. */
export function echoscope(home: string, ...args: string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [main, ...args], { cwd: checkout, env: { PATH: process.env['PATH'], ECHOSCOPE_HOME: home } })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.once('error', fail)
    child.once('close', (code) => done({ code, out, err }))
  })
}

/** A home that the database's own user can enter where the tests run as root. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'echoscope-e2e-'))
  await chmod(home, 0o755)
  return home
}

export const removeHome = (home: string): Promise<void> => rm(home, { recursive: true, force: true, maxRetries: 5 })

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}

export async function eventually<T>(what: string, seconds: number, ask: () => Promise<T | null> | T | null): Promise<T> {
  const until = performance.now() + seconds * 1_000
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > until) throw new Error(`after ${seconds} s still not: ${what}`)
    await sleep(100)
  }
}
