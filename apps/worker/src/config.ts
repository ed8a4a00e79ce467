import { resolve } from 'node:path'
import { parseKeys } from '@echoscope/db'
import type { ModelConfig } from '@echoscope/insights'
import { z } from 'zod'

const checkout = resolve(import.meta.dirname, '../../..')

const Env = z.object({
  DATABASE_APP_URL: z
    .string({ error: 'DATABASE_APP_URL is missing: the connection string of the application role' })
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_APP_URL starts with postgres://'),
  WORKER_CONCURRENCY: z.coerce.number({ error: 'WORKER_CONCURRENCY is a number' }).int().min(1).max(64).default(2),
  HACKER_NEWS_URL: z.url({ protocol: /^https?$/, error: 'HACKER_NEWS_URL is an http address' }).default('https://hn.algolia.com/api/v1'),
  SOURCE_URLS: z
    .string()
    .regex(
      /^[\w.-]+=https?:\/\/[^\s,]+(?:,[\w.-]+=https?:\/\/[^\s,]+)*$/,
      'SOURCE_URLS is a list as lemmy=http://127.0.0.1:4000/lemmy,github=https://ghe.example/api/v3',
    )
    .optional(),
  SOURCE_ALLOW: z
    .string()
    .regex(/^[\w.:[\]-]+(?:,[\w.:[\]-]+)*$/, 'SOURCE_ALLOW is a list of hosts that users may name though they are not public: forum.internal,127.0.0.1:4000')
    .optional(),
  ECHOSCOPE_HOME: z.string().default(resolve(checkout, '.echoscope')),
  ECHOSCOPE_SECRET_KEY: z
    .string()
    .refine((text) => parseKeys(text) !== null, '32 bytes, as 64 hexadecimal digits or in base64; several with commas between them')
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'OPENAI_BASE_URL is an http address' }).optional(),
  OPENAI_MODEL: z.string().max(200).default('gpt-5-mini'),
  OPENAI_PRICE: z
    .string()
    .regex(/^\d+(\.\d+)?,\d+(\.\d+)?$/, 'OPENAI_PRICE is dollars for a million tokens read and written, 0.25,2')
    .default('2.5,10'),
  OPENAI_TIMEOUT_MS: z.coerce.number({ error: 'OPENAI_TIMEOUT_MS is a number' }).int().min(100).max(600_000).default(90_000),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** The names of everything the worker reads from its environment. */
export const workerVariables: readonly string[] = Object.keys(Env.shape)

export interface WorkerConfig {
  readonly databaseUrl: string
  readonly concurrency: number
  /** Addresses of places, by name, where the operator has others than the known ones. */
  readonly sourceUrls: Readonly<Record<string, string>>
  /** Hosts that users may name though they are not public. */
  readonly sourceAllow: readonly string[]
  readonly logLevel: string
  readonly home: string
  /** Opens stored secrets; null: a key in `home`. */
  readonly secretKey: string | null
  /** Writes insights; null where neither a key nor a server of one's own is given: the rules write. */
  readonly model: ModelConfig | null
}

/** Reads the worker's settings; an empty variable counts as absent. Throws one error that lists every fault. */
export function parseConfig(env: Record<string, string | undefined>): WorkerConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Env.safeParse(given)
  if (!parsed.success) throw new Error(`The worker cannot start:\n${z.prettifyError(parsed.error)}`)
  const { data } = parsed
  return {
    databaseUrl: data.DATABASE_APP_URL,
    concurrency: data.WORKER_CONCURRENCY,
    sourceUrls: { 'hacker-news': data.HACKER_NEWS_URL, ...Object.fromEntries((data.SOURCE_URLS ?? '').split(',').flatMap(pairOf)) },
    sourceAllow: (data.SOURCE_ALLOW ?? '').split(',').filter((host) => host !== ''),
    logLevel: data.LOG_LEVEL,
    home: resolve(data.ECHOSCOPE_HOME),
    secretKey: data.ECHOSCOPE_SECRET_KEY ?? null,
    model: modelOf(data),
  }
}

function modelOf(data: z.infer<typeof Env>): ModelConfig | null {
  if (data.OPENAI_API_KEY === undefined && data.OPENAI_BASE_URL === undefined) return null
  const [input = 0, output = 0] = data.OPENAI_PRICE.split(',').map(Number)
  return {
    apiKey: data.OPENAI_API_KEY ?? null,
    baseUrl: data.OPENAI_BASE_URL ?? null,
    model: data.OPENAI_MODEL,
    usdPerMillion: { input, output },
    timeoutMs: data.OPENAI_TIMEOUT_MS,
  }
}

const pairOf = (pair: string): [string, string][] => {
  const at = pair.indexOf('=')
  return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]]
}
