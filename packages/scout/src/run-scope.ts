import type { Lease, OpenRun, ScoutPlan } from '@echoscope/db'
import { DomainError, type RunId, type Scope, scopeKey, type Source, SourceError } from '@echoscope/domain'
import { archiveSource } from '@echoscope/sources'
import { rm } from 'node:fs/promises'
import { collectSource, type SourceEnd } from './collect-source.ts'
import { leaseLifeMs, type ScoutDeps } from './deps.ts'
import { keepLease } from './keep-lease.ts'
import { reasonToSkip } from './skipping.ts'

const dayMs = 86_400_000
/** An index may lag, and scores need a day to settle: each run looks at the last day again. */
const overlapMs = dayMs
const firstWindowMs = 30 * dayMs
/** After a run in which no source gave anything: tried again after these, then failed. */
const retryAfterMs = [60_000, 300_000, 900_000]

export type ScopeOutcome =
  /** Another worker holds the scope. */
  | { readonly outcome: 'busy'; readonly holder: string | null }
  /** The runs that were worked on; none when nothing was open. */
  | { readonly outcome: 'done'; readonly runs: readonly RunId[] }

export interface RunScopeOptions {
  /** Names this worker in the lease, for messages. */
  readonly holder: string
  readonly signal: AbortSignal
  /** Work on this run alone. */
  readonly runId?: RunId
}

/**
 * Works on the open runs of one scope, oldest first, under its lease. A run that was cut short goes on from its checkpoints. Throws
 * `lease_lost` when another worker took over, and what is a bug; a source's failure is a result, not an error.
 */
export async function runScope(deps: ScoutDeps, scope: Scope, { holder, signal, runId }: RunScopeOptions): Promise<ScopeOutcome> {
  const lease = await deps.db.dispatch.acquire(scope, holder, leaseLifeMs)
  if (lease === null) return { outcome: 'busy', holder: await deps.db.dispatch.holder(scope) }
  await using keeper = keepLease(deps, lease)
  const stop = AbortSignal.any([signal, keeper.lost])
  const runs: RunId[] = []
  while (!stop.aborted) {
    const run = await deps.db.runProgress.take(lease, runId)
    if (run === null) break
    runs.push(run.id)
    deps.log('run_started', { scope: scopeKey(scope), runId: run.id, attempt: run.attempts })
    const open = await workOn(deps, { lease, run, signal: stop })
    if (open || runId !== undefined) break
  }
  return { outcome: 'done', runs }
}

interface Work {
  readonly lease: Lease
  readonly run: OpenRun
  readonly signal: AbortSignal
}

/** True when the run stays open: interrupted, or to be tried again. */
async function workOn(deps: ScoutDeps, work: Work): Promise<boolean> {
  const { lease, run } = work
  const end = (status: 'succeeded' | 'partial' | 'failed' | 'skipped' | 'cancelled', reason: string | null) => endRun(deps, work, { status, reason })
  if (run.cancelRequested) return end('cancelled', 'cancelled by a user')
  const plan = await deps.db.plans.get(lease.scope)
  const skip = run.trigger === 'import' ? null : reasonToSkip(plan, deps.now())
  if (skip === 'campaign_ended' && lease.scope.type === 'custom')
    await deps.db.campaigns.setStatus(lease.scope.workspaceId, lease.scope.campaignId, 'completed')
  if (skip !== null) return end('skipped', skip)

  const ends: { source: string; end: SourceEnd }[] = []
  for (const { source, kind } of sourcesOf(deps, run, plan)) {
    const [state] = (await deps.db.runProgress.prepare(lease, run.id, [{ source: kind, window: await windowOf(deps, work, kind) }])).filter(
      (each) => each.source === kind,
    )
    if (state === undefined || state.status === 'succeeded') continue
    const outcome: SourceEnd =
      source === null
        ? { end: 'failed', error: new SourceError('gone', `This installation has no source called "${kind}". Take it out of the list, or update Echoscope.`) }
        : await collectSource(deps, { ...work, plan, source, state })
    if (outcome.end === 'interrupted') return true
    if (outcome.end === 'cancelled') return end('cancelled', 'cancelled by a user; what was stored before stays')
    await deps.db.runProgress.setSource(lease, run.id, {
      source: kind,
      status: outcome.end,
      error: outcome.end === 'succeeded' ? null : outcome.error.message,
      waitingUntil: null,
    })
    ends.push({ source: kind, end: outcome })
  }
  return conclude(deps, work, ends)
}

/** What the sources' ends make of the run; true when it stays open for another try. */
async function conclude(deps: ScoutDeps, work: Work, ends: readonly { source: string; end: SourceEnd }[]): Promise<boolean> {
  const { lease, run } = work
  const faults = ends.flatMap(({ source, end }) => ('error' in end ? [{ source, error: end.error, end: end.end }] : []))
  const words = faults.map(({ source, error }) => `${source}: ${error.message}`).join(' ')
  if (faults.length === 0) return endRun(deps, work, { status: 'succeeded', reason: null })
  const nothing = faults.length === ends.length && faults.every(({ end }) => end === 'failed')
  if (!nothing) return endRun(deps, work, { status: 'partial', reason: words })
  const waitMs = retryAfterMs[run.attempts - 1]
  if (waitMs !== undefined && run.trigger !== 'import' && faults.some(({ error }) => passes(error))) {
    const askedFor = Math.max(0, ...faults.map(({ error }) => error.until?.getTime() ?? 0))
    const at = new Date(Math.max(deps.now().getTime() + waitMs, askedFor))
    await deps.db.runProgress.retryAt(lease, run.id, { at, reason: words })
    deps.log('run_postponed', { runId: run.id, at: at.toISOString() })
    return true
  }
  return endRun(deps, work, { status: 'failed', reason: words })
}

/** A fault that may be gone by the next try. */
const passes = ({ fault }: SourceError): boolean => fault === 'network' || fault === 'timeout' || fault === 'rate_limited' || fault === 'malformed'

async function endRun(
  deps: ScoutDeps,
  { lease, run }: Work,
  end: { status: 'succeeded' | 'partial' | 'failed' | 'skipped' | 'cancelled'; reason: string | null },
): Promise<false> {
  await deps.db.runProgress.finish(lease, run.id, end)
  deps.log('run_ended', { runId: run.id, status: end.status, reason: end.status === 'skipped' ? end.reason : null })
  if (run.archive?.temporary === true) await Promise.all(run.archive.files.map((file) => rm(file, { force: true })))
  return false
}

function sourcesOf(deps: ScoutDeps, run: OpenRun, plan: ScoutPlan): { kind: string; source: Source | null }[] {
  if (run.archive !== null) return [{ kind: 'archive', source: archiveSource({ files: run.archive.files, options: run.archive.options }) }]
  return [...new Set(plan.sources)].map((kind) => ({ kind, source: deps.sources(kind) }))
}

/** Where a live source is asked from and to; an archive has none. */
async function windowOf(deps: ScoutDeps, { lease, run }: Work, source: string): Promise<{ since: Date; until: Date } | null> {
  if (run.mode === 'archive') return null
  const until = deps.now()
  if (run.since !== null) {
    if (run.since >= until) throw new DomainError('invalid_range', 'A back-fill begins in the past.')
    return { since: run.since, until }
  }
  const collected = run.mode === 'incremental' ? await deps.db.runProgress.collectedUntil(lease.scope, source) : null
  return { since: new Date(collected === null ? until.getTime() - firstWindowMs : collected.getTime() - overlapMs), until }
}
