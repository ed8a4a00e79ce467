import { type Agenda, wake } from '@echoscope/jobs'
import type { WorkerDeps } from './deps.ts'
import { enter } from './enter.ts'

const atOnce = 50

/** Every recurring piece of work of a worker process, in one list. */
export const recurring = [
  { name: 'dispatch', everyMs: 1_000, run: dispatch },
  { name: 'heartbeat', everyMs: 10_000, run: (deps: WorkerDeps, _agenda: Agenda, startedAt: Date) => deps.db.health.beat(deps.workerId, startedAt) },
] as const

/** Turns what is due into runs, and wakes a worker for each run that nobody works on: a new one, one left by a dead worker, one to try again. */
export async function dispatch(deps: WorkerDeps, agenda: Pick<Agenda, 'now'>): Promise<void> {
  for (const { request } of await deps.db.dispatch.due(atOnce)) {
    const scope = await enter(deps, request)
    if (scope !== null) await deps.db.dispatch.claim(scope, deps.now())
  }
  for (const { request } of await deps.db.dispatch.unattended(atOnce)) await wake(agenda, request)
}
