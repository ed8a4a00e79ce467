import process from 'node:process'
import { parseConfig } from './config.ts'
import { startApi } from './node/start.ts'

const hardStopMs = 9_500

async function main(): Promise<void> {
  const api = await startApi(parseConfig(process.env))
  // A parent that started this process as a child learns where it listens.
  process.send?.({ type: 'listening', url: api.url, port: api.port })

  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), hardStopMs).unref()
    api.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // The parent is gone, so nobody would stop this process any more.
  process.on('disconnect', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the API could not start'}\n`)
  process.exit(1)
})
