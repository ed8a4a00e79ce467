import { DomainError } from '@echoscope/domain'
import pg from 'pg'
import { type Query, readShape, type Shape } from './shape.ts'

/** The old database: opened read-only, in one snapshot, so that every number of the ledger is about the same moment. */
export interface OldDatabase extends AsyncDisposable {
  readonly shape: Shape
  /** Host, port and database: what tells one old database from another. */
  readonly name: string
  all: Query
  /** Pages of a result that need not fit in memory. */
  pages<Row extends object>(text: string): AsyncGenerator<Row[]>
}

const settings = `
  SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1;
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL jit = off;
  SET LOCAL work_mem = '64MB'; SET LOCAL cursor_tuple_fraction = 1`

/** @throws DomainError `source_failed` where it cannot be reached, `wrong_state` where it has another shape. */
export async function openOldDatabase(url: string): Promise<OldDatabase> {
  const client = await connect(url)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(settings)
    const all: Query = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows
    const shape = await readShape(all)
    return {
      shape,
      name: `${client.host}:${client.port}/${client.database ?? ''}`,
      all,
      pages: (text) => pagesOf(client, text),
      [Symbol.asyncDispose]: () => client.end(),
    }
  } catch (error) {
    await client.end()
    throw error
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'echoscope migrate-legacy', client_encoding: 'UTF8' })
  // A connection that breaks is told by the query that was under way.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new DomainError('source_failed', `The old database cannot be opened: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

const pageBytes = 1_500_000
const mostRows = 2_000
let cursors = 0

/** The next page is fetched while the caller works on this one; pages of long rows hold fewer of them. */
async function* pagesOf<Row extends object>(client: pg.Client, text: string): AsyncGenerator<Row[]> {
  cursors += 1
  const cursor = `echoscope_${cursors}`
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`)
  const fetch = async (count: number): Promise<Row[]> => (await client.query<Row>(`FETCH ${count} FROM ${cursor}`)).rows
  let size = 100
  let ahead = fetch(size)
  try {
    for (let page = await ahead; page.length > 0; page = await ahead) {
      size = Math.max(1, Math.min(mostRows, size * 4, Math.floor(pageBytes / weightOf(page))))
      ahead = fetch(size)
      // Awaited at the end of this turn; until then a failure is nobody's.
      ahead.catch(() => undefined)
      yield page
    }
  } finally {
    await client.query(`CLOSE ${cursor}`).catch(() => undefined)
  }
}

/** Characters of the heaviest row of a page's sample. */
function weightOf(page: readonly object[]): number {
  let sum = 0
  for (const row of page) for (const cell of Object.values(row)) if (typeof cell === 'string') sum += cell.length
  return Math.max(1, sum / page.length)
}
