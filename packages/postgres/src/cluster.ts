import { execFileSync } from 'node:child_process'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { readable } from './faults.ts'
import { giveTo } from './os-user.ts'
import { type Place, runTool } from './place.ts'
import { writeWhole } from './whole-file.ts'

/** Makes the cluster where there is none. Made beside and renamed when whole, so that a killed first start leaves no half cluster. */
export async function initialise(place: Place): Promise<void> {
  if ((await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => null)) !== null) return
  const half = `${place.data}.new`
  const passwordFile = `${place.data}.password`
  try {
    await readable(place.home, async () => {
      await rm(half, { recursive: true, force: true })
      await writeWhole(passwordFile, `${place.password}\n`)
      giveTo(place.user, passwordFile)
    })
    const encoding = ['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C']
    await runTool(place, place.binaries.initdb, ['--pgdata', half, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256', ...encoding])
    await rename(half, place.data)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const recoveryLimitSeconds = '300'
const logLimitBytes = 10_000_000

/** Starts the server on `port` and waits until it takes connections, however long it has to recover. */
export async function startServer(place: Place, port: number, settings: readonly string[]): Promise<void> {
  await keepLogSmall(place.log)
  const options = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    // Details of an error hold the row's values, and what people wrote has no place in a log.
    '-c log_error_verbosity=terse',
    ...settings.map((each) => `-c ${each}`),
  ]
  // The tool gives the server a session of its own: Ctrl-C in the terminal reaches us, and we stop it when everything else has drained.
  await runTool(place, place.binaries.pgCtl, [
    'start',
    '--pgdata',
    place.data,
    '--log',
    place.log,
    '--wait',
    '--timeout',
    recoveryLimitSeconds,
    '--options',
    options.join(' '),
  ])
}

/** A fast shutdown: open transactions are rolled back, everything committed is kept. */
export const stopServer = (place: Place): Promise<void> =>
  runTool(place, place.binaries.pgCtl, ['stop', '--pgdata', place.data, '--mode', 'fast', '--wait', '--timeout', '60'])

async function keepLogSmall(log: string): Promise<void> {
  const size = (await stat(log).catch(() => null))?.size ?? 0
  if (size > logLimitBytes) await rename(log, `${log}.1`)
}

/** The process and port that the pid file names; null where there is no such file. */
export async function readPidFile(place: Place): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number.isInteger(port) ? port : 0 } : null
}

/** True where the process is a server on this very cluster. A pid alone says nothing: after a power cut it may be anybody's. */
export async function isServerOf(place: Place, pid: number): Promise<boolean> {
  const command = process.platform === 'linux' ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : commandOf(pid)
  return command.includes(place.data)
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

/** Takes away a pid file that no server stands behind. */
export const removePidFile = (place: Place): Promise<void> => rm(join(place.data, 'postmaster.pid'), { force: true })

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}
