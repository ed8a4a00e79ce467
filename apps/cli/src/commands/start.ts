import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { migrate, openDatabase } from '@echoscope/db'
import { lockHome } from '@echoscope/postgres'
import type { Command, Io } from '../command.ts'
import type { CliConfig } from '../config.ts'
import { buildWeb } from '../start/build-web.ts'
import { superviseChild } from '../start/child.ts'
import { keepDatabase } from '../start/database.ts'
import { watchLaunchers } from '../start/launcher.ts'
import { requireFreePort } from '../start/port.ts'
import { addressOf, linkLifeMs } from './sign-in.ts'

/** The processes of a start that was killed notice it and drain; the next start waits that long for their port. */
const drainLimitMs = 12_000

export const start: Command = {
  help: `echoscope start

Starts the embedded PostgreSQL (or uses DATABASE_URL), migrates, and serves the page, the API and a worker on HOST:PORT. Prints the address and a
one-time sign-in link. Ctrl-C stops all of it; the next start goes on where it was. Settings: .env.example.`,
  async run(args, given) {
    parseArgs({ args: [...args], options: {} })
    const config = await given.config()
    const orphaned = new AbortController()
    const launchers = watchLaunchers(() => orphaned.abort())
    const io: Io = { ...given, interrupted: AbortSignal.any([given.interrupted, orphaned.signal]) }
    const lock = await lockHome(config.home, addressOf(config))
    const parts: Part[] = []
    let ready = false
    try {
      await requireFreePort(config, lock.cutShort ? drainLimitMs : 0)
      await startAll(config, io, parts)
      ready = true
      await untilInterrupted(io.interrupted)
    } catch (error) {
      // Ctrl-C ends the tools that a start runs too: what they say about it is no fault.
      if (!io.interrupted.aborted) throw error
    } finally {
      launchers.stop()
      await lock.ending()
      if (parts.length > 0) io.say('Stopping.')
      await stopAll(parts)
      await lock.release()
    }
    if (ready) io.say('Stopped. Everything stored is kept.')
    return 0
  },
}

/** Something that runs, with those that need it before it stopped first. */
interface Part {
  readonly kind: 'database' | 'process'
  stop(): Promise<void>
}

async function stopAll(parts: readonly Part[]): Promise<void> {
  const stop = (kind: Part['kind']) => Promise.all(parts.filter((part) => part.kind === kind).map((part) => part.stop()))
  await stop('process')
  await stop('database')
}

async function startAll(config: CliConfig, io: Io, parts: Part[]): Promise<void> {
  const building = buildWeb(config.checkout, io.say)
  // Awaited below; until then a failure of the database comes first.
  building.catch(() => undefined)
  const { appUrl, applied } = await prepareDatabase(config, io, parts)
  if (applied.length > 0) io.say(`The database was brought to this version (${applied.length} ${applied.length === 1 ? 'step' : 'steps'}).`)
  const link = await makeLink(appUrl)
  await building
  io.interrupted.throwIfAborted()
  await startProcesses(config, io, { appUrl, parts })
  await untilReady(addressOf(config), io)
  io.out(`
  Echoscope is ready at ${addressOf(config)}

  Sign in, once, within ${linkLifeMs / 60_000} minutes:
  ${addressOf(config)}/sign-in#${link}

  Ctrl-C stops it. A new link: npx pnpm@12 -s echoscope sign-in
`)
}

async function prepareDatabase(config: CliConfig, io: Io, parts: Part[]): Promise<{ appUrl: string; applied: string[] }> {
  let { ownerUrl } = config
  if (ownerUrl === null) {
    const database = await keepDatabase(config.home, io)
    parts.push({ kind: 'database', stop: () => database.stop() })
    ownerUrl = database.ownerUrl
  }
  return migrate({ ownerUrl, appUrl: config.appUrl ?? undefined, home: config.home })
}

/** An import in the worker stays under 300 MB: V8 would else let its heap grow to three times what is in use. The script `echoscope` carries the same. */
const leanFlags = ['--max-semi-space-size=8', '--heap-growing-percent=30', '--optimize-for-size']

async function startProcesses(config: CliConfig, io: Io, { appUrl, parts }: { appUrl: string; parts: Part[] }): Promise<void> {
  const { DATABASE_URL: _owner, ...inherited } = config.env
  const env = {
    ...inherited,
    DATABASE_APP_URL: appUrl,
    ECHOSCOPE_HOME: config.home,
    HOST: config.host,
    PORT: String(config.port),
    WEB_DIST: join(config.checkout, 'apps/web/dist'),
    // What goes as it should is not said: the terminal is read by a person.
    LOG_LEVEL: config.env['LOG_LEVEL'] || 'warn',
  }
  const begun = await Promise.allSettled(
    [
      { name: 'API', file: 'apps/api/src/main.ts', flags: [] },
      { name: 'worker', file: 'apps/worker/src/main.ts', flags: leanFlags },
    ].map(async ({ name, file, flags }) => {
      const child = await superviseChild({ name, file: join(config.checkout, file), env, flags, say: io.say, interrupted: io.interrupted })
      parts.push({ kind: 'process', stop: () => child.stop() })
    }),
  )
  for (const each of begun) if (each.status === 'rejected') throw each.reason
}

async function makeLink(appUrl: string): Promise<string> {
  const db = openDatabase({ url: appUrl, poolSize: 1 })
  try {
    const { id } = await db.workspaces.ensureLocal()
    return await db.access.createSignInLink(id, { lifeMs: linkLifeMs })
  } finally {
    await db.close()
  }
}

async function untilReady(address: string, io: Io): Promise<void> {
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(`${address}/api/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    io.interrupted.throwIfAborted()
    if (answer?.ok === true) return
    if (Date.now() > giveUpAt) throw new Error(`Not ready after 30 s. ${address}/api/ready says what is missing: ${(await answer?.text()) ?? 'no answer'}`)
    await sleep(100)
  }
}

async function untilInterrupted(interrupted: AbortSignal): Promise<void> {
  // A promise alone keeps no process alive.
  const alive = setInterval(() => undefined, 60_000)
  await new Promise<void>((done) => {
    if (interrupted.aborted) done()
    else interrupted.addEventListener('abort', () => done(), { once: true })
  })
  clearInterval(alive)
}
