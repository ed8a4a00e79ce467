import { setTimeout as sleep } from 'node:timers/promises'
import type { Batch, BatchOutcome, Lease } from '@echoscope/db'
import { DomainError } from '@echoscope/domain'
import { leaseLifeMs, type ScoutDeps } from './deps.ts'

const patienceMs = 120_000

/**
 * Writes a batch, and waits for a database that went away: the same batch is tried again for two minutes, which is safe because it is
 * idempotent and the lease's token is checked each time.
 */
export async function writeBatch(deps: ScoutDeps, lease: Lease, batch: Batch): Promise<BatchOutcome> {
  const giveUpAt = Date.now() + patienceMs
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      return await deps.db.store.writeBatch(lease, batch, leaseLifeMs)
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason !== 'database_unavailable' || Date.now() + waitMs > giveUpAt) throw error
      deps.log('database_unavailable', { runId: batch.runId, waitMs })
      await sleep(waitMs)
    }
  }
}
