import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Owner's connection string of the server that the tests of this run share. */
    postgresUrl: string
  }
}

/** vitest's global set-up: one real server a run, in a directory of its own, without fsync. `TEST_DATABASE_URL` names another server instead. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given)
    return undefined
  }
  const home = await mkdtemp(join(tmpdir(), 'echoscope-test-'))
  // As root the server runs as another user, who must be able to enter.
  await chmod(home, 0o755)
  const server = await startPostgres({ home, settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'] })
  project.provide('postgresUrl', server.ownerUrl)
  return async () => {
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
}
