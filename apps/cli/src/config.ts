import { resolve } from 'node:path'
import { parseKeys } from '@echoscope/db'
import { z } from 'zod'

const checkout = resolve(import.meta.dirname, '../../..')
const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'a connection string, postgres://role:password@host:5432/database')

const aPort = 'a port from 1 to 65535'

const Environment = z.object({
  PORT: z.string().regex(/^\d+$/, aPort).transform(Number).pipe(z.int().min(1, aPort).max(65_535, aPort)).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ECHOSCOPE_HOME: z.string().default(resolve(checkout, '.echoscope')),
  ECHOSCOPE_SECRET_KEY: z
    .string()
    .refine((text) => parseKeys(text) !== null, '32 bytes, as 64 hexadecimal digits or in base64; several with commas between them')
    .optional(),
  DATABASE_URL: postgres.optional(),
  DATABASE_APP_URL: postgres.optional(),
})
/** The names of everything the command line reads from its environment. */
export const cliVariables: readonly string[] = Object.keys(Environment.shape)

export interface CliConfig {
  readonly port: number
  readonly host: string
  readonly home: string
  /** Seals stored secrets; null: a key in `home`. */
  readonly secretKey: string | null
  /** The owner's connection string; null: the embedded database. */
  readonly ownerUrl: string | null
  readonly appUrl: string | null
  readonly checkout: string
  /** Handed on to the processes that `start` runs. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Every fault in one message. An empty variable counts as absent. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): CliConfig {
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) throw new Error(`echoscope cannot start:\n${z.prettifyError(parsed.error)}`)
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    home: resolve(data.ECHOSCOPE_HOME),
    secretKey: data.ECHOSCOPE_SECRET_KEY ?? null,
    ownerUrl: data.DATABASE_URL ?? null,
    appUrl: data.DATABASE_APP_URL ?? null,
    checkout,
    env,
  }
}
