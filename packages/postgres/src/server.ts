import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'
import { canUse, giveTo, type OsUser, unprivilegedUser } from './os-user.ts'

export interface StartOptions {
  /** Directory of the installation; the cluster lies in `<home>/postgres`. */
  readonly home: string
  /** Server settings, `name=value`; for tests alone. */
  readonly settings?: readonly string[]
}
export interface RunningPostgres {
  /** Superuser of the embedded cluster, database `echoscope`: for migrations. */
  readonly ownerUrl: string
  /** True where a server of an earlier, killed start was found running and taken over. */
  readonly adopted: boolean
  /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>
}

const database = 'echoscope'

/**
 * Starts the installation's own PostgreSQL on a free loopback port, making the cluster the first time. A server left behind by a
 * killed start is taken over. One caller at a time: the caller holds the home's lock (`lockHome`).
 */
export async function startPostgres({ home, settings = [] }: StartOptions): Promise<RunningPostgres> {
  const place = await prepare(home)
  const alive = await loginOf(place)
  if (alive !== null) return running(place, alive, true)
  await removeStalePidFile(place)
  const port = await freePort()
  await initialise(place)
  await start(place, port, settings)
  const ownerUrl = urlOf(place, port)
  await ensureDatabase(ownerUrl)
  return running(place, ownerUrl, false)
}

/** The server of this home if one is running, without starting any; null otherwise. */
export async function findPostgres(home: string): Promise<string | null> {
  return loginOf(await prepare(home))
}

interface Place {
  readonly data: string
  readonly log: string
  readonly password: string
  readonly user: OsUser | null
  readonly binaries: Binaries
}

async function prepare(homeGiven: string): Promise<Place> {
  const home = resolve(homeGiven)
  await mkdir(home, { recursive: true })
  const user = unprivilegedUser()
  // The server's user may not be able to pass through a private home such as /root; its data then lie where it can.
  const parent = await usableParent(home, user)
  const passwordFile = join(home, 'owner-password')
  return { data: join(parent, 'postgres'), log: join(parent, 'postgres.log'), password: await keptPassword(passwordFile), user, binaries: await findBinaries() }
}

async function usableParent(home: string, user: OsUser | null): Promise<string> {
  const inside = join(home, 'database')
  await mkdir(inside, { recursive: true })
  giveTo(user, inside)
  if (canUse(user, inside)) return inside
  const outside = join('/var/lib/echoscope', createHash('sha256').update(home).digest('hex').slice(0, 16))
  await mkdir(outside, { recursive: true })
  giveTo(user, outside)
  if (canUse(user, outside)) return outside
  throw new Error(`The database's user can use neither ${inside} nor ${outside}. Set ECHOSCOPE_HOME to a directory it can reach.`)
}

async function keptPassword(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null && kept.trim() !== '') return kept.trim()
  const made = randomBytes(24).toString('hex')
  await writeFile(file, `${made}\n`, { mode: 0o600 })
  return made
}

const urlOf = (place: Place, port: number, name = database): string => `postgres://postgres:${place.password}@127.0.0.1:${port}/${name}`

/** The server that the pid file names, if it lives and lets us in with our password: then it is ours. */
async function loginOf(place: Place): Promise<string | null> {
  const text = await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => null)
  const port = Number(text?.split('\n')[3])
  if (!Number.isInteger(port) || port <= 0) return null
  const url = urlOf(place, port, 'postgres')
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await ask(url, 'SHOW data_directory')
    if (answer === resolve(place.data)) {
      await ensureDatabase(urlOf(place, port))
      return urlOf(place, port)
    }
    if (answer !== 'starting') return null
    await sleep(250)
  }
  return null
}

/** First value of the query; `starting` while the server recovers; null when there is none or it is another's. */
async function ask(url: string, text: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, string>>(text)
    return Object.values(rows[0] ?? {})[0] ?? null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '57P03' ? 'starting' : null
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A pid file without its server is left by a power cut, and its pid may by now be anybody's. Only a server's own file is kept. */
async function removeStalePidFile(place: Place): Promise<void> {
  const text = await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return
  const pid = Number(text.split('\n')[0])
  if (await isPostgres(pid))
    throw new Error(`A PostgreSQL server (process ${pid}) holds ${place.data} but does not let us in. Stop it, or set another ECHOSCOPE_HOME.`)
  await rm(join(place.data, 'postmaster.pid'), { force: true })
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command === '' ? process.platform !== 'linux' : command.includes('postgres')
}

async function initialise(place: Place): Promise<void> {
  if ((await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => null)) !== null) return
  // Made beside and renamed when whole, so that a killed first start leaves no half cluster.
  const half = `${place.data}.new`
  await rm(half, { recursive: true, force: true })
  const passwordFile = `${place.data}.password`
  await writeFile(passwordFile, `${place.password}\n`, { mode: 0o600 })
  giveTo(place.user, passwordFile)
  try {
    await run(place, place.binaries.initdb, [
      '--pgdata',
      half,
      '--username',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      '--locale',
      'C',
    ])
    await rename(half, place.data)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function start(place: Place, port: number, settings: readonly string[]): Promise<void> {
  const options = [`-p ${port}`, '-c listen_addresses=127.0.0.1', "-c unix_socket_directories=''", ...settings.map((each) => `-c ${each}`)].join(' ')
  await run(place, place.binaries.pgCtl, ['start', '--pgdata', place.data, '--log', place.log, '--wait', '--timeout', '60', '--options', options])
}

async function ensureDatabase(ownerUrl: string): Promise<void> {
  const admin = new URL(ownerUrl)
  admin.pathname = '/postgres'
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`)
  } finally {
    await client.end()
  }
}

const running = (place: Place, ownerUrl: string, adopted: boolean): RunningPostgres => ({
  ownerUrl,
  adopted,
  stop: () => run(place, place.binaries.pgCtl, ['stop', '--pgdata', place.data, '--mode', 'fast', '--wait', '--timeout', '30']),
})

/** Runs a server's tool as the server's user; what went wrong is told with the tool's own last words. */
function run(place: Place, file: string, args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    // Its own process group, so that Ctrl-C in the terminal reaches us and not the server: we stop it when everything else has drained.
    const options = { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, ...place.user }
    const child = execFile(file, args, options, async (error, stdout, stderr) => {
      if (error === null) return done()
      const log = await readFile(place.log, 'utf8').catch(() => '')
      const words = `${stdout}${stderr}${log.slice(-1_000)}`
      if (/No space left on device/i.test(words))
        return fail(
          new Error(`The disk is full: PostgreSQL cannot start in ${place.data}. Nothing stored is lost; free some space and start again.`, { cause: error }),
        )
      fail(new Error(`PostgreSQL did not ${args[0] ?? 'run'} (${file}):\n${words.trim()}`, { cause: error }))
    })
    child.stdin?.end()
  })
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}
