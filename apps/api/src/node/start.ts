import { createServer, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type Database, openDatabase, openSigner, openVault, readProof, refuseUnguarded, type Signer } from '@echoscope/db'
import { DomainError } from '@echoscope/domain'
import { newestOfSample, sampleCampaigns, sampleDays, sampleDefinition } from '@echoscope/sources'
import { getRequestListener } from '@hono/node-server'
import { createApp } from '../app.ts'
import type { ApiConfig } from '../config.ts'
import type { Deps, Log } from '../deps.ts'
import { createBuckets } from '../http/rate-limit.ts'
import { sourceKinds } from '../source-kinds.ts'
import { createAssets } from './assets.ts'
import { drain, trackAnswers } from './drain.ts'
import { answerUnreadable, forwardedFor, listen, socketAddress } from './listen.ts'
import { createLog } from './log.ts'
import { createPageName } from './page-name.ts'
import { createAskers } from './source-probe.ts'
import { createUploads, sweepUploads } from './uploads.ts'

export interface RunningApi {
  readonly url: string
  readonly port: number
  /** Stops taking calls, lets those under way finish for up to eight seconds, ends streams, closes the database. */
  close(): Promise<void>
}

/** Opens the database and serves. Rejects with a sentence for people when the port is taken. */
export async function startApi(config: ApiConfig, log: Log = createLog(config.logLevel)): Promise<RunningApi> {
  const db = openDatabase({ url: config.databaseUrl, poolSize: config.poolSize, vault: openVault({ home: config.home, given: config.secretKey }) })
  const app = createApp(depsOf(config, { db, log, signer: await openSigner(config.home) }))
  // An upload may take as long as it likes; the application limits everything else.
  const server = createServer({ maxHeaderSize: 65_536, requestTimeout: 0, headersTimeout: 20_000 })
  const answers = trackAnswers(server)
  server.on(
    'request',
    getRequestListener(async (request, platform) => {
      const response = await app.fetch(request, platform)
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
      if (isStream && 'outgoing' in platform && platform.outgoing instanceof ServerResponse) answers.streams.add(platform.outgoing)
      return response
    }),
  )
  answerUnreadable(server)
  try {
    await refuseUnguardedStart(db)
    await sweepUploads(uploadsOf(config), new Date())
    const port = await listen(server, config)
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    log.info({ url }, 'the API answers')
    return {
      url,
      port,
      async close() {
        await drain(server, answers)
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** A database that is away now may come back; one that keeps nothing apart is not served. */
async function refuseUnguardedStart(db: Database): Promise<void> {
  const checked = await db.health.check().catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === 'database_unavailable') return null
    throw error
  })
  if (checked !== null) refuseUnguarded(checked.unguarded)
}

/** A build may carry the proof of its own commit. */
const checkout = join(import.meta.dirname, '../../../..')

const uploadsOf = (config: ApiConfig): string => join(config.home, 'uploads')

/** The application's parts on Node, from its configuration. */
const now = () => new Date()

interface Opened {
  readonly db: Database
  readonly log: Log
  readonly signer: Signer
}

export function depsOf(config: ApiConfig, { db, log, signer }: Opened): Deps {
  return {
    db,
    now,
    log,
    uploads: createUploads(uploadsOf(config), config.uploadLimitBytes),
    sources: sourceKinds,
    sample: { brand: sampleDefinition, campaigns: sampleCampaigns, days: sampleDays, newest: newestOfSample },
    ...createAskers(config, { db, now }),
    signer,
    proof: () => readProof([join(config.home, 'proof.json'), join(checkout, 'proof.json')]),
    limits: {
      calls: createBuckets({ perMinute: config.ratePerMinute, burst: config.rateBurst, now }),
      mostLinks: config.mostWrongLinks,
    },
    settings: {
      hosts: config.hosts,
      origins: config.origins,
      trustProxy: config.trustProxy,
      requestTimeoutMs: 30_000,
      sessionLifeMs: 30 * 86_400_000,
      watchIntervalMs: 700,
      version: '0.1.0',
    },
    addressOf: (request, platform) => (config.trustProxy ? forwardedFor(request) : null) ?? socketAddress(platform),
    page: createPageName(config.webDist, now),
    assets: createAssets(config.webDist),
  }
}
