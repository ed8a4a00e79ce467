import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, initialise, isServerOf, readPidFile, removePidFile, startServer, stopServer } from './cluster.ts'
import { diskFull, readable } from './faults.ts'
import { tryLock, waitForLock } from './file-lock.ts'
import { ensureDatabase, runningPort } from './login.ts'
import { type Place, preparePlace } from './place.ts'

export interface StartOptions {
  /** Directory of the installation; the cluster lies in `<home>/database`. */
  readonly home: string
  /** Server settings, `name=value`; for tests alone. */
  readonly settings?: readonly string[]
}
export interface RunningPostgres {
  /** Superuser of the embedded cluster, database `echoscope`: for migrations. */
  readonly ownerUrl: string
  /** True where a server was found running: another command's, or one that a killed start left behind. */
  readonly adopted: boolean
  /** Starts the server again, at the same address, if it has died. True where it had. */
  ensureRunning(): Promise<boolean>
  /**
   * Leaves the server. The last one to leave stops it, rolling back what is open and keeping what is committed. False where others still use it.
   */
  stop(): Promise<boolean>
}

const patienceMs = 120_000

/**
 * Brings up the installation's own PostgreSQL on a free loopback port, making the cluster the first time, or joins the server that runs already.
 * Any number of processes may use one home at a time: each holds a lock together with the others, and starting and stopping need it alone.
 * Throws `disk_full` where there is no room; what is stored is then as it was.
 */
export async function startPostgres({ home, settings = [] }: StartOptions): Promise<RunningPostgres> {
  const place = await preparePlace(home)
  const lockFile = join(place.home, 'database.lock')
  const until = performance.now() + patienceMs
  let adopted = true
  while (performance.now() < until) {
    const mine = await waitForLock(lockFile, 'together', patienceMs)
    if (mine === null) break
    const port = await runningPort(place)
    if (port !== null) {
      const stop = async () => {
        mine.release()
        return stopIfLast(place, lockFile)
      }
      try {
        return { ownerUrl: await ensureDatabase(place, port), adopted, ensureRunning: () => revive(place, port, settings), stop }
      } catch (error) {
        await stop()
        throw isDiskFull(error) ? diskFull(place.data, error) : error
      }
    }
    mine.release()
    const alone = tryLock(lockFile, 'alone')
    if (alone === null) {
      await sleep(100)
      continue
    }
    try {
      await bringUp(place, settings)
      adopted = false
    } finally {
      alone.release()
    }
  }
  throw new Error(`The database in ${place.data} is in use by other Echoscope commands but does not answer. End them and try again.`)
}

async function stopIfLast(place: Place, lockFile: string): Promise<boolean> {
  const alone = tryLock(lockFile, 'alone')
  if (alone === null) return false
  try {
    if ((await readPidFile(place)) !== null) await stopServer(place)
    return true
  } finally {
    alone.release()
  }
}

async function bringUp(place: Place, settings: readonly string[]): Promise<void> {
  await readable(place.home, () => clearPidFile(place))
  await initialise(place)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startServer(place, await freePort(), settings)
    } catch (error) {
      // Ctrl-C ends the tool that waits for the server, and not the server.
      const named = await readPidFile(place)
      if (named !== null && (await isServerOf(place, named.pid))) await stopServer(place).catch(() => undefined)
      // Somebody else may take the port between the look and the start.
      if (attempt === 3 || !(error instanceof Error && /could not bind|Address already in use/i.test(error.message))) throw error
    }
  }
}

async function revive(place: Place, port: number, settings: readonly string[]): Promise<boolean> {
  const named = await readPidFile(place)
  if (named !== null && (await isServerOf(place, named.pid))) return false
  await removePidFile(place)
  await startServer(place, port, settings)
  return true
}

async function clearPidFile(place: Place): Promise<void> {
  const named = await readPidFile(place)
  if (named === null) return
  if (await isServerOf(place, named.pid))
    throw new Error(
      `A PostgreSQL server (process ${named.pid}) holds ${place.data} but does not take the password in ${join(place.home, 'owner-password')}. ` +
        'Put the right one back, or set another ECHOSCOPE_HOME.',
    )
  await removePidFile(place)
}

const isDiskFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '53100'
