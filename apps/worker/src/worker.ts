import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@echoscope/db'
import { createAgenda, type Job, jobNames } from '@echoscope/jobs'
import type { ScoutLog } from '@echoscope/scout'
import { createHttp, hackerNewsSource } from '@echoscope/sources'
import type { WorkerConfig } from './config.ts'
import type { WorkerDeps } from './deps.ts'
import { scoutBrandAnalytics } from './jobs/scout-brand-analytics.ts'
import { scoutCustomCampaign } from './jobs/scout-custom-campaign.ts'
import type { JobOutcome } from './jobs/scout.ts'
import { recurring } from './schedule.ts'

export interface RunningWorker {
  readonly id: string
  /** Takes no more jobs, leaves running ones at their next batch (their runs stay open for another worker), and closes. */
  drain(): Promise<void>
}

const pollMs = 1_000
const drainMs = 8_000

/** Starts a worker on a migrated database. Any number may run; what each does is decided by leases in the database. */
export async function startWorker(config: WorkerConfig, log: ScoutLog): Promise<RunningWorker> {
  const db = openDatabase({ url: config.databaseUrl, poolSize: config.concurrency * 2 + 4 })
  const stop = new AbortController()
  const id = `${hostname()}:${process.pid}`
  const startedAt = new Date()
  const hackerNews = hackerNewsSource({ http: createHttp({ userAgent: 'echoscope/0.1 (self-hosted community listening)' }), baseUrl: config.hackerNewsUrl })
  const deps: WorkerDeps = {
    db,
    workerId: id,
    draining: stop.signal,
    sources: (kind) => (kind === hackerNews.kind ? hackerNews : null),
    now: () => new Date(),
    log,
  }
  const agenda = createAgenda({ url: config.databaseUrl, concurrency: config.concurrency, pollMs })
  agenda.on('error', (error: unknown) => log('agenda_error', { message: messageOf(error) }))
  const define = (name: string, handle: (deps: WorkerDeps, payload: unknown) => Promise<JobOutcome>) =>
    agenda.define(name, async (job: Job) => {
      try {
        const outcome = await handle(deps, job.attrs.data)
        log('job_ended', { job: name, status: outcome.status, reason: outcome.status === 'skipped' ? outcome.reason : null })
      } catch (error) {
        // The run stays open and the dispatcher wakes it again when its lease has ended; Agenda need not know.
        log('job_failed', { job: name, message: messageOf(error) })
      }
    })
  define(jobNames.brandAnalytics, scoutBrandAnalytics)
  define(jobNames.customCampaign, scoutCustomCampaign)
  await agenda.start()

  const loops = recurring.map(async ({ name, everyMs, run }) => {
    while (!stop.signal.aborted) {
      await run(deps, agenda, startedAt).catch((error: unknown) => log('recurring_failed', { name, message: messageOf(error) }))
      await sleep(everyMs, undefined, { signal: stop.signal }).catch(() => undefined)
    }
  })
  log('worker_started', { workerId: id })
  return {
    id,
    async drain() {
      stop.abort()
      await Promise.all(loops)
      await agenda.drain(drainMs)
      await agenda.stop(true)
      await db.close()
      log('worker_stopped', { workerId: id })
    },
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
