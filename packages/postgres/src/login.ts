import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isServerOf, readPidFile } from './cluster.ts'
import type { Place } from './place.ts'

const database = 'echoscope'
const recoveryLimitMs = 300_000

export const urlOf = (place: Pick<Place, 'password'>, port: number, name = database): string =>
  `postgres://postgres:${place.password}@127.0.0.1:${port}/${name}`

/** The port of this cluster's server, if it lives and lets us in with our password; waits while it recovers. Null where none runs. */
export async function runningPort(place: Place): Promise<number | null> {
  const until = performance.now() + recoveryLimitMs
  for (;;) {
    const named = await readPidFile(place)
    if (named === null || named.port === 0) return null
    const answer = await ask(urlOf(place, named.port, 'postgres'), 'SHOW data_directory')
    if (answer === place.data) return named.port
    if (answer !== 'busy' || performance.now() > until || !(await isServerOf(place, named.pid))) return null
    await sleep(100)
  }
}

/** First value of the query; `busy` while the server starts or stops; null when there is none or it is another's. */
async function ask(url: string, text: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, string>>(text)
    return Object.values(rows[0] ?? {})[0] ?? null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '57P03' ? 'busy' : null
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A start may be killed between making the cluster and making the database in it. */
export async function ensureDatabase(place: Place, port: number): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(place, port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`).catch(unlessItIsThere)
  } finally {
    await client.end()
  }
  return urlOf(place, port)
}

/** Another that starts at the same moment was quicker. */
function unlessItIsThere(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code !== '42P04' && code !== '23505') throw error
}
