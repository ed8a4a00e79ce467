import type { Database } from '@echoscope/db'
import type { ScoutDeps } from '@echoscope/scout'

export interface WorkerDeps extends ScoutDeps {
  readonly db: Database
  /** Names this process in leases and heartbeats. */
  readonly workerId: string
  /** Aborted when the process drains. */
  readonly draining: AbortSignal
}
