import { resolve } from 'node:path'
import { parseKeys } from '@echoscope/db'
import { z } from 'zod'

const checkout = resolve(import.meta.dirname, '../../..')
const list = z
  .string()
  .optional()
  .transform((text) =>
    (text ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
const whole = (from: number, to: number) => {
  const error = `a whole number from ${from} to ${to}`
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.int().min(from, error).max(to, error))
}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'] as const

const Environment = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/, error: "the application role's connection string, postgres://role:password@host:5432/database" }),
  DATABASE_POOL_SIZE: whole(1, 500).default(10),
  ECHOSCOPE_HOME: z.string().min(1).default(resolve(checkout, '.echoscope')),
  ECHOSCOPE_SECRET_KEY: z
    .string()
    .refine((text) => parseKeys(text) !== null, '32 bytes, as 64 hexadecimal digits or in base64; several with commas between them')
    .optional(),
  HACKER_NEWS_URL: z.url({ protocol: /^https?$/, error: 'an http address' }).default('https://hn.algolia.com/api/v1'),
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
  WEB_DIST: z.string().min(1).default(resolve(checkout, 'apps/web/dist')),
  ALLOWED_HOSTS: list,
  ALLOWED_ORIGINS: list,
  /** 1 where a reverse proxy of one's own sets X-Forwarded-For and X-Forwarded-Proto. */
  TRUST_PROXY: z.enum(['0', '1']).default('0'),
  RATE_PER_MINUTE: whole(1, 1_000_000).default(600),
  RATE_BURST: whole(1, 1_000_000).default(200),
  /** Wrong links, invitations and keys from one address in a quarter of an hour, over all processes. */
  MOST_WRONG_LINKS: whole(1, 1_000_000).default(60),
  UPLOAD_LIMIT_BYTES: whole(1, 1e15).default(5_000_000_000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})
/** The names of everything the API reads from its environment. */
export const apiVariables: readonly string[] = Object.keys(Environment.shape)

export interface ApiConfig {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly databaseUrl: string
  readonly poolSize: number
  /** Where uploads wait for the worker, in `uploads/`. */
  readonly home: string
  /** Seals stored secrets; null: a key in `home`. */
  readonly secretKey: string | null
  /** Addresses of places, by name, where the operator has others than the known ones. */
  readonly sourceUrls: Readonly<Record<string, string>>
  /** Hosts that users may name though they are not public. */
  readonly sourceAllow: readonly string[]
  /** The built web application; a directory that does not exist serves none. */
  readonly webDist: string
  /** Names the server answers to; empty: any. */
  readonly hosts: readonly string[]
  readonly origins: readonly string[]
  readonly trustProxy: boolean
  readonly ratePerMinute: number
  readonly rateBurst: number
  readonly mostWrongLinks: number
  readonly uploadLimitBytes: number
  readonly logLevel: (typeof logLevels)[number]
}

/** Every fault in one message. An empty variable counts as absent, as compose files write them. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ApiConfig {
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) throw new Error(`api cannot start:\n${z.prettifyError(parsed.error)}`)
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_APP_URL,
    poolSize: data.DATABASE_POOL_SIZE,
    home: resolve(data.ECHOSCOPE_HOME),
    secretKey: data.ECHOSCOPE_SECRET_KEY ?? null,
    sourceUrls: { 'hacker-news': data.HACKER_NEWS_URL, ...Object.fromEntries((data.SOURCE_URLS ?? '').split(',').flatMap(pairOf)) },
    sourceAllow: (data.SOURCE_ALLOW ?? '').split(',').filter((host) => host !== ''),
    webDist: resolve(data.WEB_DIST),
    hosts: hostsOf(data.HOST, data.ALLOWED_HOSTS),
    origins: data.ALLOWED_ORIGINS,
    trustProxy: data.TRUST_PROXY === '1',
    ratePerMinute: data.RATE_PER_MINUTE,
    rateBurst: data.RATE_BURST,
    mostWrongLinks: data.MOST_WRONG_LINKS,
    uploadLimitBytes: data.UPLOAD_LIMIT_BYTES,
    logLevel: data.LOG_LEVEL,
  }
}

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** Bound to loopback only its names count; bound elsewhere any does, unless some are named. */
function hostsOf(host: string, allowed: readonly string[]): readonly string[] {
  const bound = host === '::1' ? '[::1]' : host
  if (loopback.includes(bound)) return [...loopback, ...allowed]
  return allowed.length === 0 ? [] : [...loopback, ...allowed]
}

const pairOf = (pair: string): [string, string][] => {
  const at = pair.indexOf('=')
  return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]]
}
