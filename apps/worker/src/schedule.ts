import type { ScopeRequest } from '@echoscope/domain'
import type { WorkerDeps } from './deps.ts'
import { enter } from './enter.ts'
import { wordsOf } from './words-of.ts'

/** What the recurring work of a process needs beyond the world: who it is, and how much more it can take. */
export interface Attendance {
  /** Asks for a worker, this one or another. */
  readonly wake: (request: ScopeRequest) => Promise<void>
  readonly startedAt: Date
  /** Jobs that this process could begin now. */
  readonly freeSlots: () => number
}

/** Every recurring piece of work of a worker process, in one list. */
export const recurring = [
  { name: 'dispatch', everyMs: 1_000, run: dispatch },
  { name: 'heartbeat', everyMs: 10_000, run: (deps: WorkerDeps, { startedAt }: Attendance) => deps.db.health.beat(deps.workerId, startedAt) },
] as const

const claimedAtOnce = 50

/**
 * Turns what is due into runs, and wakes a worker for each run that nobody works on: a new one, one left by a dead worker, one to try again.
 * Asks for as many as this process could take, so that scopes that wait for their turn do not pile up jobs.
 */
export async function dispatch(deps: WorkerDeps, { wake, freeSlots }: Attendance): Promise<void> {
  for (const { request } of await deps.db.dispatch.due(claimedAtOnce)) {
    try {
      const scope = await enter(deps, request)
      if (scope !== null) await deps.db.dispatch.claim(scope, deps.now())
    } catch (error) {
      // The next scope is not to wait for what is wrong with this one.
      deps.log('claim_failed', { scope: request.type === 'automatic' ? request.brandId : request.campaignId, message: wordsOf(error) })
    }
  }
  const free = freeSlots()
  if (free === 0) return
  for (const { request } of await deps.db.dispatch.unattended(free)) await wake(request)
}
