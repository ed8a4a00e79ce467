import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase, openVault, refuseUnguarded } from '@echoscope/db'
import { openAiModel } from '@echoscope/insights'
import { createAgenda, type Job, jobNames, wake } from '@echoscope/jobs'
import type { ScoutDeps, ScoutLog } from '@echoscope/scout'
import type { WorkerConfig } from './config.ts'
import type { WorkerDeps } from './deps.ts'
import { scoutBrandAnalytics } from './jobs/scout-brand-analytics.ts'
import { scoutCustomCampaign } from './jobs/scout-custom-campaign.ts'
import type { JobOutcome } from './jobs/scout.ts'
import { type Attendance, recurring } from './schedule.ts'
import { createSources } from './sources.ts'
import { wordsOf } from './words-of.ts'

export interface RunningWorker {
  readonly id: string
  /** Takes no more jobs, leaves running ones at their next batch (their runs stay open for another worker), and closes. May be called again. */
  drain(): Promise<void>
}

const pollMs = 1_000
const drainMs = 8_000
/** Agenda takes the row of a finished job away after the job's handler returned. */
const rowRemovalMs = 200
/** Each of the two jobs may run `concurrency` times at once. */
const kindsOfJobs = 2

export interface WorkerOptions extends Pick<ScoutDeps, 'leaseLifeMs'> {
  readonly log: ScoutLog
  /** Other places than those of the configuration. */
  readonly sources?: (db: Database) => WorkerDeps['sources']
}

/** Starts a worker on a migrated database. Any number may run; what each does is decided by leases in the database. */
export async function startWorker(config: WorkerConfig, { log, sources, ...life }: WorkerOptions): Promise<RunningWorker> {
  const slots = config.concurrency * kindsOfJobs
  const db = openDatabase({ url: config.databaseUrl, poolSize: slots + 4, vault: openVault({ home: config.home, given: config.secretKey }) })
  const stop = new AbortController()
  const deps: WorkerDeps = {
    db,
    workerId: `${hostname()}:${process.pid}`,
    draining: stop.signal,
    model: config.model === null ? null : openAiModel(config.model),
    sources: sources?.(db) ?? createSources(config, db),
    now: () => new Date(),
    log,
    ...life,
  }
  const onError = (error: unknown) => log('agenda_error', { message: wordsOf(error) })
  // Agenda meets a database that is away with a rejection nobody can catch; this says it in a sentence. And nothing runs where scopes are not kept apart.
  refuseUnguarded((await db.health.check()).unguarded)
  const agenda = createAgenda({ url: config.databaseUrl, concurrency: config.concurrency, pollMs, onError })
  let running = 0
  const define = (name: string, handle: (deps: WorkerDeps, payload: unknown) => Promise<JobOutcome>) =>
    agenda.define(name, async (job: Job) => {
      running += 1
      try {
        const outcome = await handle(deps, job.attrs.data)
        log('job_ended', { job: name, status: outcome.status, reason: outcome.status === 'skipped' ? outcome.reason : null })
      } catch (error) {
        // The run stays open and the dispatcher wakes it again when its lease has ended; Agenda need not know.
        log('job_failed', { job: name, message: wordsOf(error) })
      } finally {
        running -= 1
      }
    })
  define(jobNames.brandAnalytics, scoutBrandAnalytics)
  define(jobNames.customCampaign, scoutCustomCampaign)
  await agenda.start()

  const attendance: Attendance = { wake: (request) => wake(agenda, request), startedAt: new Date(), freeSlots: () => Math.max(0, slots - running) }
  const loops = recurring.map(async ({ name, everyMs, run }) => {
    while (!stop.signal.aborted) {
      await run(deps, attendance).catch((error: unknown) => log('recurring_failed', { name, message: wordsOf(error) }))
      await sleep(everyMs, undefined, { signal: stop.signal }).catch(() => undefined)
    }
  })
  log('worker_started', { workerId: deps.workerId })
  const close = async () => {
    stop.abort()
    const idle = new AbortController()
    const drained = agenda.drain({ timeout: drainMs, signal: idle.signal })
    await Promise.all(loops)
    // Agenda's own waiting looks once after a job's end, before it has taken the job's row away, and then sits out the whole time.
    for (const giveUpAt = Date.now() + drainMs; running > 0 && Date.now() < giveUpAt; ) await sleep(20)
    await sleep(rowRemovalMs)
    idle.abort()
    await drained
    await db.close()
    log('worker_stopped', { workerId: deps.workerId })
  }
  let closing: Promise<void> | null = null
  return {
    id: deps.workerId,
    drain() {
      closing ??= close()
      return closing
    },
  }
}
