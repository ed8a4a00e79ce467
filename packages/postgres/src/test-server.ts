import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { tryLock } from './file-lock.ts'
import { startPostgres } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Owner's connection string of the server that the tests of this run share. */
    postgresUrl: string
  }
}

const prefix = 'echoscope-test-'
/** Held as long as the run lives. */
const lifeLock = 'run.lock'
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** vitest's global set-up: one real server a run, in a directory of its own, without fsync. `TEST_DATABASE_URL` names another server instead. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given)
    return undefined
  }
  await sweep(tmpdir())
  const home = await mkdtemp(join(tmpdir(), prefix))
  // As root the server runs as another user, who must be able to enter.
  await chmod(home, 0o755)
  const life = tryLock(join(home, lifeLock), 'alone')
  const server = await startPostgres({ home, settings })
  project.provide('postgresUrl', server.ownerUrl)
  return async () => {
    await server.stop()
    life?.release()
    await rm(home, { recursive: true, force: true })
  }
}

/** Ends the servers and takes away the directories of test runs that were killed: nobody holds their lock any more. */
export async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const home = join(directory, name)
    if (!name.startsWith(prefix) || (await stat(join(home, lifeLock)).catch(() => null)) === null) continue
    try {
      const alone = tryLock(join(home, lifeLock), 'alone')
      if (alone === null) continue
      await (await startPostgres({ home, settings })).stop()
      alone.release()
    } catch {
      // Another user's, or not whole enough to start: what cannot be taken away is left.
    }
    await rm(home, { recursive: true, force: true }).catch(() => undefined)
  }
}
