import { type Scope, scopeKey, type ScopeRequest } from '@echoscope/domain'
import { namePainPoints, writeInsights } from '@echoscope/insights'
import { reasonToSkipRun } from '@echoscope/scout'
import type { Freshness } from '@echoscope/db'
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
  { name: 'retention', everyMs: 60_000, run: sweep },
  { name: 'days', everyMs: 2_000, run: redate },
  { name: 'refresh', everyMs: 30_000, run: refresh },
  { name: 'insights', everyMs: 2_000, run: write },
  { name: 'heartbeat', everyMs: 10_000, run: (deps: WorkerDeps, { startedAt }: Attendance) => deps.db.health.beat(deps.workerId, startedAt) },
] as const

const sweptAtOnce = 20

/** Removes what scopes keep no longer; each scope is given out once a day, whoever asks. */
export async function sweep(deps: WorkerDeps): Promise<void> {
  for (const { request } of await deps.db.retention.due(sweptAtOnce)) {
    const scopeName = request.type === 'automatic' ? request.brandId : request.campaignId
    try {
      const scope = await enter(deps, request)
      const swept = scope === null ? null : await deps.db.retention.sweep(scope, deps.now())
      if (swept !== null && swept.threads > 0) deps.log('retention_swept', { scope: scopeName, threads: swept.threads, before: swept.beforeDay })
    } catch (error) {
      deps.log('sweep_failed', { scope: scopeName, message: wordsOf(error) })
    }
  }
}

const redatedAtOnce = 5

/** Counts the days of scopes anew whose workspace has come to another time zone, one scope after the other. */
export async function redate(deps: WorkerDeps): Promise<void> {
  for (const { request } of await deps.db.timeZones.due(redatedAtOnce)) {
    const scopeName = request.type === 'automatic' ? request.brandId : request.campaignId
    try {
      const scope = await enter(deps, request)
      const redated = scope === null ? null : await deps.db.timeZones.redate(scope)
      if (redated !== null) deps.log('days_counted_anew', { scope: scopeName, ...redated })
    } catch (error) {
      deps.log('redate_failed', { scope: scopeName, message: wordsOf(error) })
    }
  }
}

const refreshedAtOnce = 20

/** Makes a run for each scope that keeps posts whose places are to be asked for them again. The runs are dispatched as all are, after those for new posts. */
export async function refresh(deps: WorkerDeps): Promise<void> {
  for (const { request } of await deps.db.rereads.due(refreshedAtOnce)) {
    try {
      const scope = await enter(deps, request)
      if (scope === null) continue
      const plan = await deps.db.plans.get(scope)
      if (reasonToSkipRun({ mode: 'refresh' }, plan, deps.now()) !== null) continue
      // The places of the sample brand are invented: none of them is asked again.
      const kinds = plan.sampleSince === null ? plan.sources : []
      const sources = await Promise.all([...new Set(kinds)].map(async (kind) => deps.sources(kind, scope.workspaceId)))
      const freshness = sources.flatMap((source): Freshness[] => (source?.rereading === undefined ? [] : [{ platform: source.kind, ...source.rereading }]))
      await deps.db.rereads.claim(scope, freshness, deps.now())
    } catch (error) {
      deps.log('refresh_failed', { scope: request.type === 'automatic' ? request.brandId : request.campaignId, message: wordsOf(error) })
    }
  }
}

const writtenAtOnce = 5

/** Writes the insights of scopes that asked for them, have new threads, or had their last ones a day ago. */
export async function write(deps: WorkerDeps): Promise<void> {
  for (const { request } of await deps.db.insights.due(writtenAtOnce)) {
    const scopeName = request.type === 'automatic' ? request.brandId : request.campaignId
    try {
      const scope = await enter(deps, request)
      if (scope === null) continue
      const merged = await deps.db.painPointChoices.mergeSynonyms(scope)
      if (merged > 0) deps.log('pain_points_merged', { scope: scopeKey(scope), merged })
      await nameFirst(deps, scope)
      const { id, writer, insights, struck, fellBack } = await writeInsights(deps, scope)
      deps.log('insights_written', { scope: scopeName, runId: id, writer, insights: insights.length, struck: struck.length, fellBack })
    } catch (error) {
      deps.log('insights_failed', { scope: scopeName, message: wordsOf(error) })
    }
  }
}

/** Before the insights, which speak of pain points by name. */
async function nameFirst(deps: WorkerDeps, scope: Scope): Promise<void> {
  const { model } = deps
  if (model === null) return
  const { given, refused, failed } = await namePainPoints({ ...deps, model }, scope)
  if (given > 0 || refused.length > 0 || failed !== null) deps.log('pain_points_named', { scope: scopeKey(scope), given, refused: refused.length, failed })
}

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
