import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Lease, OpenRun, RunEnd, ScoutPlan } from '@echoscope/db'
import { type Source, SourceError } from '@echoscope/domain'
import { archiveSource } from '@echoscope/sources'
import { collectSource, type SourceEnd } from './collect-source.ts'
import type { ScoutDeps } from './deps.ts'
import { rereadSource } from './reread-source.ts'
import { patiently } from './patiently.ts'
import type { Slice } from './slice.ts'
import { asSample, goOnWithSample } from './sample.ts'
import { reasonToSkipRun } from './skipping.ts'
import { windowOf } from './window-of.ts'

export interface Work {
  readonly lease: Lease
  readonly run: OpenRun
  readonly signal: AbortSignal
  readonly slice?: Slice
}

/** After a run in which no source gave anything: tried again after these, then failed. */
const retryAfterMs = [60_000, 300_000, 900_000]
/** A run that is cut short so often kills its workers. */
const mostAttempts = 20

/** Works on one run, all of its sources at once: one that waits keeps no other waiting. True when it stays open: interrupted, or to be tried again. */
export async function workOn(deps: ScoutDeps, work: Work): Promise<boolean> {
  const { lease, run } = work
  if (run.cancelRequested) return end(deps, work, { status: 'cancelled', reason: 'cancelled by a user' })
  if (run.attempts > mostAttempts)
    return end(deps, work, { status: 'failed', reason: `The run was cut short ${mostAttempts} times, and is given up. What was stored before stays.` })
  const plan = await patiently(deps, () => deps.db.plans.get(lease.scope))
  const skip = run.trigger === 'import' ? null : reasonToSkipRun(run, plan, deps.now())
  if (skip === 'campaign_ended' && lease.scope.type === 'custom')
    await deps.db.campaigns.setStatus(lease.scope.workspaceId, lease.scope.campaignId, 'completed')
  if (skip !== null) return end(deps, work, { status: 'skipped', reason: skip })

  const world = asSample(deps, plan, run)
  const sources = await sourcesOf(world, work, plan)
  const windows = await Promise.all(sources.map((opened) => windowOf(world, lease.scope, { run, ...opened })))
  const states = await patiently(deps, () =>
    deps.db.runProgress.prepare(
      lease,
      run.id,
      sources.map(({ kind }, index) => ({ source: kind, window: windows[index] ?? null })),
    ),
  )
  const outcomes = await allOf(sources, work.signal, async ({ kind, source }, signal): Promise<SourceEnd> => {
    const state = states.find((each) => each.source === kind)
    if (state === undefined) throw new Error('a source that was just prepared is not there')
    if (state.status === 'succeeded') return succeeded
    const read = (opened: Source): Promise<SourceEnd> => {
      const { rereading } = opened
      if (run.mode !== 'refresh') return collectSource(deps, { ...work, signal, plan, source: opened, state })
      return rereading === undefined ? Promise.resolve(succeeded) : rereadSource(deps, { lease, run, kind, rereading, signal })
    }
    const outcome = source === null ? noSuchSource(kind) : await read(source)
    if (outcome.end === 'interrupted' || outcome.end === 'cancelled') return outcome
    const error = outcome.end === 'succeeded' ? null : outcome.error.message
    await patiently(deps, () => deps.db.runProgress.setSource(lease, run.id, { source: kind, status: outcome.end, error, waitingUntil: null }))
    return outcome
  })
  if (outcomes.some((outcome) => outcome.end === 'cancelled'))
    return end(deps, work, { status: 'cancelled', reason: 'cancelled by a user; what was stored before stays' })
  if (outcomes.some((outcome) => outcome.end === 'interrupted')) return true
  const ends = sources.flatMap(({ kind }, index): Ended[] => {
    const outcome = outcomes[index]
    return outcome === undefined ? [] : [{ kind, outcome }]
  })
  const open = await conclude(deps, work, ends)
  if (!open) await goOnWithSample(deps, lease.scope, { plan, run })
  return open
}

interface Opened {
  readonly kind: string
  readonly source: Source | null
}

/** What each came to, in their order. When one is cancelled or breaks, the others stop at their next batch; a fault is thrown when all have stopped. */
async function allOf(
  sources: readonly Opened[],
  signal: AbortSignal,
  collect: (opened: Opened, signal: AbortSignal) => Promise<SourceEnd>,
): Promise<readonly SourceEnd[]> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const ends = await Promise.allSettled(
    sources.map(async (opened) => {
      let outcome: SourceEnd | null = null
      try {
        outcome = await collect(opened, either)
        return outcome
      } finally {
        if (outcome === null || outcome.end === 'cancelled') stop.abort()
      }
    }),
  )
  return ends.map((ended) => {
    if (ended.status === 'rejected') throw ended.reason
    return ended.value
  })
}

interface Ended {
  readonly kind: string
  readonly outcome: SourceEnd
}
const succeeded: SourceEnd = { end: 'succeeded' }
const noSuchSource = (kind: string): SourceEnd => ({
  end: 'failed',
  error: new SourceError('gone', `This installation has no source called "${kind}". Take it out of the list, or update Echoscope.`),
})

async function sourcesOf(deps: ScoutDeps, { run, lease }: Work, plan: ScoutPlan): Promise<Opened[]> {
  if (run.archive !== null) return [{ kind: 'archive', source: archiveSource({ files: run.archive.files, options: run.archive.options }) }]
  const opened = await Promise.all([...new Set(plan.sources)].map(async (kind) => ({ kind, source: await deps.sources(kind, lease.scope.workspaceId) })))
  return run.mode === 'refresh' ? opened.filter(({ source }) => source?.rereading !== undefined) : opened
}

/** What the sources' ends make of the run; true when it stays open for another try. */
async function conclude(deps: ScoutDeps, work: Work, ends: readonly Ended[]): Promise<boolean> {
  const { lease, run } = work
  const faults = ends.flatMap(({ kind, outcome }) => ('error' in outcome ? [{ kind, ...outcome }] : []))
  const words = faults.map(({ kind, error }) => `${kind}: ${error.message}`).join(' ')
  if (ends.length === 0) return end(deps, work, { status: 'skipped', reason: run.mode === 'refresh' ? 'nothing_to_ask_again' : 'no_sources' })
  if (faults.length === 0) return end(deps, work, { status: 'succeeded', reason: null })
  if (faults.length < ends.length || faults.some((fault) => fault.end === 'partial')) return end(deps, work, { status: 'partial', reason: words })
  const waitMs = retryAfterMs[run.attempts - 1]
  if (waitMs === undefined || run.trigger === 'import' || run.mode === 'refresh' || !faults.some(({ error }) => mayPass(error)))
    return end(deps, work, { status: 'failed', reason: words })
  const askedFor = Math.max(0, ...faults.map(({ error }) => error.until?.getTime() ?? 0))
  const at = new Date(Math.max(deps.now().getTime() + waitMs, askedFor))
  await patiently(deps, () => deps.db.runProgress.retryAt(lease, run.id, { at, reason: words }))
  deps.log('run_postponed', { runId: run.id, at: at.toISOString() })
  return true
}

/** A fault that may be gone by the next try. */
const mayPass = ({ fault }: SourceError): boolean => fault === 'network' || fault === 'timeout' || fault === 'rate_limited' || fault === 'malformed'

async function end(deps: ScoutDeps, { lease, run }: Work, how: { status: RunEnd; reason: string | null }): Promise<false> {
  await patiently(deps, () => deps.db.runProgress.finish(lease, run.id, how))
  deps.log('run_ended', { runId: run.id, status: how.status, reason: how.status === 'skipped' ? how.reason : null })
  if (run.archive?.temporary === true) await Promise.all(run.archive.files.map(discardUpload))
  return false
}

/** An upload, and the folder of its own that it came in. */
async function discardUpload(file: string): Promise<void> {
  await rm(file, { force: true })
  // Not empty: a temporary file of somebody who keeps more there.
  await rmdir(dirname(file)).catch(() => undefined)
}
