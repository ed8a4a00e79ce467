import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { diskFull, readable } from './faults.ts'
import { canUse, giveTo, type OsUser, ownerOf, unprivilegedUser } from './os-user.ts'
import { keepWhole } from './whole-file.ts'

/** Where an installation's cluster lies, and how it is run. */
export interface Place {
  readonly home: string
  readonly data: string
  readonly log: string
  /** The owner's, in `<home>/owner-password`. */
  readonly password: string
  readonly user: OsUser | null
  readonly binaries: Binaries
}

/** For what a server's user must reach when the home or the checkout lies where only root can go. */
const commons = '/var/lib/echoscope'

export async function preparePlace(given: string): Promise<Place> {
  const home = resolve(given)
  return readable(home, async () => {
    await mkdir(home, { recursive: true })
    const unprivileged = unprivilegedUser()
    const parent = await usableParent(home, unprivileged)
    const data = join(parent, 'postgres')
    const user = unprivileged === null ? null : (ownerOf(data) ?? unprivileged)
    const password = await keepWhole(join(home, 'owner-password'), () => `${randomBytes(24).toString('hex')}\n`)
    return { home, data, log: join(parent, 'postgres.log'), password: password.trim(), user, binaries: await findBinaries(user, commons) }
  })
}

async function usableParent(home: string, user: OsUser | null): Promise<string> {
  const inside = join(home, 'database')
  await mkdir(inside, { recursive: true })
  if (ownerOf(join(inside, 'postgres')) !== null) return inside
  giveTo(user, inside)
  if (canUse(user, inside)) return inside
  const outside = join(commons, createHash('sha256').update(home).digest('hex').slice(0, 16))
  await mkdir(outside, { recursive: true })
  giveTo(user, outside)
  if (canUse(user, outside)) return outside
  throw new Error(`The database's user can use neither ${inside} nor ${outside}. Set ECHOSCOPE_HOME to a directory it can reach.`)
}

/** Runs one of the server's tools as the server's user; what went wrong is told with the tool's own last words. */
export function runTool(place: Place, file: string, args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    // Nothing of our environment: PGPORT, PGDATA, PGOPTIONS … would steer the server.
    const options = { cwd: '/', env: { LC_ALL: 'C' }, ...place.user }
    const child = execFile(file, args, options, async (error, stdout, stderr) => {
      if (error === null) return done()
      const words = `${stdout}${stderr}${await endOf(place.log)}`
      if (/No space left on device|Check free disk space|wrote only \d+ of \d+ bytes/i.test(words)) return fail(diskFull(place.data, error))
      fail(new Error(`PostgreSQL did not ${args[0]?.startsWith('-') === false ? args[0] : 'begin'} (${file}):\n${words.trim()}`, { cause: error }))
    })
    child.stdin?.end()
  })
}

async function endOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return ''
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(1_000), position: Math.max(0, size - 1_000) })
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
