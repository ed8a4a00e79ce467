import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError } from '@echoscope/domain'
import type { ScoutDeps } from './deps.ts'

const patienceMs = 120_000

/**
 * Waits for a database that went away: the same work is done again for two minutes. Safe because every writing transaction checks the lease's
 * token, and because a batch knows whether it was written.
 */
export async function patiently<T>(deps: Pick<ScoutDeps, 'log'>, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason !== 'database_unavailable' || Date.now() + waitMs > giveUpAt) throw error
      deps.log('database_unavailable', { waitMs })
      await sleep(waitMs)
    }
  }
}
