import { z } from 'zod'

const Env = z.object({
  DATABASE_APP_URL: z
    .string({ error: 'DATABASE_APP_URL is missing: the connection string of the application role' })
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_APP_URL starts with postgres://'),
  WORKER_CONCURRENCY: z.coerce.number({ error: 'WORKER_CONCURRENCY is a number' }).int().min(1).max(64).default(2),
  HACKER_NEWS_URL: z.url({ protocol: /^https?$/, error: 'HACKER_NEWS_URL is an http address' }).default('https://hn.algolia.com/api/v1'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** The names of everything the worker reads from its environment. */
export const workerVariables: readonly string[] = Object.keys(Env.shape)

export interface WorkerConfig {
  readonly databaseUrl: string
  readonly concurrency: number
  readonly hackerNewsUrl: string
  readonly logLevel: string
}

/** Reads the worker's settings; an empty variable counts as absent. Throws one error that lists every fault. */
export function parseConfig(env: Record<string, string | undefined>): WorkerConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Env.safeParse(given)
  if (!parsed.success) throw new Error(`The worker cannot start:\n${z.prettifyError(parsed.error)}`)
  const { DATABASE_APP_URL, WORKER_CONCURRENCY, HACKER_NEWS_URL, LOG_LEVEL } = parsed.data
  return { databaseUrl: DATABASE_APP_URL, concurrency: WORKER_CONCURRENCY, hackerNewsUrl: HACKER_NEWS_URL, logLevel: LOG_LEVEL }
}
