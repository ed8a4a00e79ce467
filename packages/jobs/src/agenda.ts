import { PostgresBackend, PostgresJobRepository } from '@agendajs/postgres-backend'
import type { ScopeRequest } from '@echoscope/domain'
import { Agenda } from 'agenda'
import { jobNames } from './contracts.ts'

export interface AgendaSettings {
  /** The application role's connection string. */
  readonly url: string
  /** Jobs of one kind at the same time in this process. */
  readonly concurrency: number
  readonly pollMs: number
  /** Hears of failures between jobs: a database that went away, a job that cannot be loaded. */
  readonly onError: (error: unknown) => void
}

/** Agenda over the table that migration 0003 made; it never runs DDL here. */
export function createAgenda({ url, concurrency, pollMs, onError }: AgendaSettings): Agenda {
  const backend = new PostgresBackend({ poolConfig: { connectionString: url, max: 4, application_name: 'echoscope-agenda' }, ensureSchema: false })
  // An idle connection that breaks would end the process: a pool without a listener throws.
  if (backend.repository instanceof PostgresJobRepository) backend.repository.getPool().on('error', onError)
  const agenda = new Agenda({
    backend,
    defaultConcurrency: concurrency,
    maxConcurrency: concurrency * 2,
    processEvery: pollMs,
    // Longer than any batch: when it passes, another worker finds the scope's lease held and leaves it alone.
    defaultLockLifetime: 10 * 60_000,
    removeOnComplete: true,
  })
  agenda.on('error', onError)
  return agenda
}

/** Wakes a worker for a scope. May be lost or doubled without harm: the lease and the run decide what is done. */
export async function wake(agenda: Pick<Agenda, 'now'>, request: ScopeRequest): Promise<void> {
  if (request.type === 'automatic') await agenda.now(jobNames.brandAnalytics, { brandId: request.brandId })
  else await agenda.now(jobNames.customCampaign, { campaignId: request.campaignId })
}
