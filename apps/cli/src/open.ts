import { type Database, migrate, openDatabase } from '@echoscope/db'
import { findPostgres, lockHome, startPostgres } from '@echoscope/postgres'
import type { CliConfig } from './config.ts'

export interface OpenedDatabase extends AsyncDisposable {
  readonly db: Database
  readonly appUrl: string
}

/**
 * The installation's database for a command: the one that runs already, or the embedded one started for the moment. With DATABASE_URL the
 * server is somebody else's business.
 */
export async function openInstallation(config: CliConfig): Promise<OpenedDatabase> {
  const server = await reach(config)
  try {
    const { appUrl } = await migrate({ ownerUrl: server.ownerUrl, appUrl: config.appUrl ?? undefined, home: config.home })
    const db = openDatabase({ url: appUrl, poolSize: 6 })
    return {
      db,
      appUrl,
      async [Symbol.asyncDispose]() {
        await db.close()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function reach(config: CliConfig): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (config.ownerUrl !== null) return { ownerUrl: config.ownerUrl, stop: async () => undefined }
  const running = await findPostgres(config.home)
  if (running !== null) return { ownerUrl: running, stop: async () => undefined }
  const lock = await lockHome(config.home)
  const started = await startPostgres({ home: config.home })
  return {
    ownerUrl: started.ownerUrl,
    async stop() {
      await started.stop()
      await lock.release()
    },
  }
}
