import { pino } from 'pino'
import { parseConfig } from './config.ts'
import { startWorker } from './worker.ts'

/** What an operator wants to see also when all is quiet. */
const troubles: ReadonlySet<string> = new Set([
  'job_failed',
  'recurring_failed',
  'claim_failed',
  'sweep_failed',
  'refresh_failed',
  'run_broke',
  'agenda_error',
  'database_unavailable',
  'lease_not_renewed',
  'lease_not_released',
])

try {
  const config = parseConfig(process.env)
  const logger = pino({ level: config.logLevel, base: { process: 'worker' } })
  const worker = await startWorker(config, {
    log: (event, facts) => (troubles.has(event) ? logger.warn(facts, event) : logger.info(facts, event)),
  })
  const leave = () => {
    worker.drain().then(
      () => process.exit(0),
      () => process.exit(1),
    )
    // Whatever hangs is cut off: its run goes on elsewhere from its checkpoint.
    setTimeout(() => process.exit(1), 10_000).unref()
  }
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
  process.once('disconnect', leave)
  process.send?.({ type: 'ready' })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
