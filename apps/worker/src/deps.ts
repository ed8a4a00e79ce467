import type { Database } from '@echoscope/db'
import type { Model } from '@echoscope/insights'
import type { ScoutDeps } from '@echoscope/scout'

export interface WorkerDeps extends ScoutDeps {
  readonly db: Database
  /** Names this process in leases and heartbeats. */
  readonly workerId: string
  /** Aborted when the process drains. */
  readonly draining: AbortSignal
  /** Writes insights; null: the rules do. */
  readonly model: Model | null
}
