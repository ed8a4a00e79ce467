import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, statSync } from 'node:fs'

/** The operating system's user a server runs as; null: as whoever we are. PostgreSQL refuses to run as root. */
export interface OsUser {
  readonly uid: number
  readonly gid: number
}

const name = 'postgres'

/** As root, the unprivileged user `postgres`, made if it is missing; otherwise null. */
export function unprivilegedUser(): OsUser | null {
  if (process.getuid?.() !== 0) return null
  const known = lookUp()
  if (known !== null) return known
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  const user = lookUp()
  if (user === null)
    throw new Error(
      `PostgreSQL does not run as root, and the user "${name}" could not be made (${String(made.error ?? made.stderr).trim()}). Run as another user, or set DATABASE_URL.`,
    )
  return user
}

function lookUp(): OsUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) }
}

/** Who made the cluster, where root finds one that an ordinary user made: its files open to nobody else. */
export function ownerOf(directory: string): OsUser | null {
  const found = statSync(directory, { throwIfNoEntry: false })
  return found === undefined || found.uid === 0 ? null : { uid: found.uid, gid: found.gid }
}

/** True where this user can enter the directory and write in it, parents included. */
export const canUse = (user: OsUser | null, directory: string): boolean =>
  user === null || spawnSync('test', ['-w', directory, '-a', '-x', directory], { ...user, cwd: '/' }).status === 0

export const canRun = (user: OsUser | null, file: string): boolean => user === null || spawnSync('test', ['-x', file], { ...user, cwd: '/' }).status === 0

export const giveTo = (user: OsUser | null, path: string): void => {
  if (user !== null) chownSync(path, user.uid, user.gid)
}
