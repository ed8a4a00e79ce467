import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@echoscope/postgres'

/** A server of the bench's own, gone at its end. `data` is a folder it can write to. */
export async function benchServer(): Promise<AsyncDisposable & { readonly ownerUrl: string; readonly data: string }> {
  const home = await mkdtemp(join(tmpdir(), 'echoscope-bench-'))
  // As root the server runs as another user, who must be able to enter; else the data would lie elsewhere and stay.
  await chmod(home, 0o755)
  const server = await startPostgres({ home })
  return {
    ownerUrl: server.ownerUrl,
    data: join(home, 'database'),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
