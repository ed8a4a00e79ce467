import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { migrate, openDatabase } from '@echoscope/db'
import { lockHome, startPostgres } from '@echoscope/postgres'
import type { Command, Io } from '../command.ts'
import type { CliConfig } from '../config.ts'
import { buildWeb } from '../start/build-web.ts'
import { type Supervised, superviseChild } from '../start/child.ts'
import { requireFreePort } from '../start/port.ts'
import { addressOf, linkLifeMs } from './sign-in.ts'

export const start: Command = {
  name: 'start',
  summary: 'start everything: database, API, worker and page',
  help: `echoscope start

Starts the embedded PostgreSQL (or uses DATABASE_URL), migrates, and serves the page, the API and a worker on HOST:PORT. Prints the address and a
one-time sign-in link. Ctrl-C stops all of it; the next start goes on where it was. Settings: .env.example.`,
  async run(args, io) {
    parseArgs({ args: [...args], options: {} })
    const config = io.config()
    await requireFreePort(config.host, config.port)
    const lock = await lockHome(config.home)
    const stopped: (() => Promise<void>)[] = [() => lock.release()]
    try {
      await startAll(config, io, (stop) => stopped.unshift(stop))
      await untilInterrupted(io)
      io.say('Stopping.')
      return 0
    } finally {
      for (const stop of stopped) await stop()
      io.say('Stopped. Everything stored is kept.')
    }
  },
}

async function startAll(config: CliConfig, io: Io, onStop: (stop: () => Promise<void>) => void): Promise<void> {
  const ownerUrl = config.ownerUrl ?? (await startEmbedded(config, io, onStop))
  const { appUrl, applied } = await migrate({ ownerUrl, appUrl: config.appUrl ?? undefined, home: config.home })
  if (applied.length > 0) io.say(`The database was brought to this version (${applied.length} ${applied.length === 1 ? 'step' : 'steps'}).`)
  await buildWeb(config.checkout, io.say)
  const link = await makeLink(appUrl)

  const { DATABASE_URL: _owner, ...inherited } = config.env
  const env = {
    ...inherited,
    DATABASE_APP_URL: appUrl,
    ECHOSCOPE_HOME: config.home,
    HOST: config.host,
    PORT: String(config.port),
    WEB_DIST: join(config.checkout, 'apps/web/dist'),
    LOG_LEVEL: config.env['LOG_LEVEL'] ?? 'warn',
  }
  const supervise = async (name: string, file: string): Promise<void> => {
    const child: Supervised = await superviseChild({ name, file: join(config.checkout, file), env, say: io.say, interrupted: io.interrupted })
    onStop(() => child.stop())
  }
  await Promise.all([supervise('API', 'apps/api/src/main.ts'), supervise('worker', 'apps/worker/src/main.ts')])
  await untilReady(addressOf(config), io)
  io.out(
    `\n  Echoscope is ready at ${addressOf(config)}\n\n  Sign in, once, within 15 minutes:\n  ${addressOf(config)}/sign-in#${link}\n\n  Ctrl-C stops it. A new link: npx pnpm@12 -s echoscope sign-in\n`,
  )
}

async function startEmbedded(config: CliConfig, io: Io, onStop: (stop: () => Promise<void>) => void): Promise<string> {
  const server = await startPostgres({ home: config.home })
  onStop(() => server.stop())
  if (server.adopted) io.say('Found the database of the last start still running, and took it over.')
  return server.ownerUrl
}

async function makeLink(appUrl: string): Promise<string> {
  const db = openDatabase({ url: appUrl, poolSize: 1 })
  try {
    const { id } = await db.workspaces.ensureLocal()
    return await db.access.createSignInLink(id, { role: 'owner', lifeMs: linkLifeMs })
  } finally {
    await db.close()
  }
}

async function untilReady(address: string, io: Io): Promise<void> {
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(`${address}/api/ready`).catch(() => null)
    if (answer?.ok === true || io.interrupted.aborted) return
    if (Date.now() > giveUpAt) throw new Error(`Not ready after 30 s. ${address}/api/ready says what is missing: ${(await answer?.text()) ?? 'no answer'}`)
    await sleep(100)
  }
}

const untilInterrupted = (io: Io): Promise<void> =>
  new Promise((done) => {
    if (io.interrupted.aborted) done()
    // A pending promise keeps no process alive; the timer does.
    const alive = setInterval(() => undefined, 60_000)
    io.interrupted.addEventListener('abort', () => {
      clearInterval(alive)
      done()
    })
  })
