import { tmpdir } from 'node:os'
import { startWorker } from '../worker.ts'

/** A worker process for tests: like main, with leases that end soon, so that what a killed one left is taken up soon. */
const [databaseUrl = '', hackerNewsUrl = '', leaseLifeMs = ''] = process.argv.slice(2)
await startWorker(
  {
    databaseUrl,
    sourceUrls: { 'hacker-news': hackerNewsUrl },
    sourceAllow: [],
    concurrency: 2,
    logLevel: 'info',
    home: tmpdir(),
    secretKey: null,
    model: null,
  },
  { log: (event, facts) => process.send?.({ event, ...facts }), leaseLifeMs: Number(leaseLifeMs) },
)
process.send?.({ event: 'ready' })
