import { type Database, migrate, openDatabase, openVault, type Vault } from '@echoscope/db'
import { startPostgres } from '@echoscope/postgres'
import type { CliConfig } from './config.ts'

export interface OpenedDatabase extends AsyncDisposable {
  readonly db: Database
  readonly appUrl: string
  /** For what no scope can see of itself; never for reading or writing data. */
  readonly ownerUrl: string
  readonly vault: Vault
}

/**
 * The installation's database for a command: the one that runs already, or the embedded one started for the moment. With DATABASE_URL the
 * server is somebody else's business.
 */
export async function openInstallation(config: CliConfig): Promise<OpenedDatabase> {
  const server = config.ownerUrl === null ? await startPostgres({ home: config.home }) : { ownerUrl: config.ownerUrl, stop: async () => true }
  try {
    const { appUrl } = await migrate({ ownerUrl: server.ownerUrl, appUrl: config.appUrl ?? undefined, home: config.home })
    const vault = openVault({ home: config.home, given: config.secretKey })
    const db = openDatabase({ url: appUrl, poolSize: 6, vault })
    return {
      db,
      appUrl,
      ownerUrl: server.ownerUrl,
      vault,
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
