import { DomainError } from '@echoscope/domain'
import { Hono } from 'hono'
import { createCaller } from '../caller.ts'
import type { Deps } from '../deps.ts'
import { csvLine } from '../export/csv.ts'
import { isTableName, type Table, tables } from '../export/tables.ts'
import { appRouter } from '../routers/root.ts'
import type { Env } from './env.ts'

/** How a table begins, goes on and ends in each format. */
interface Format {
  readonly type: string
  readonly head: (table: Table, about: object) => string
  readonly rows: (table: Table, rows: readonly object[], first: boolean) => string
  readonly end: string
}

const formats: Readonly<Record<'csv' | 'json', Format>> = {
  csv: {
    type: 'text/csv; charset=utf-8',
    // With the mark that lets a spreadsheet know the text for UTF-8.
    head: ({ columns }) => `\u{FEFF}${csvLine(columns)}`,
    rows: ({ toLine }, rows) => rows.map((row) => csvLine(toLine(row))).join(''),
    end: '',
  },
  json: {
    type: 'application/json',
    head: (_, about) => `${JSON.stringify(about).slice(0, -1)},"rows":[`,
    rows: (_, rows, first) => rows.map((row, at) => `${first && at === 0 ? '' : ','}\n${JSON.stringify(row)}`).join(''),
    end: '\n]}\n',
  },
}

/**
 * `GET /api/export?table=…&format=csv|json&input=…`: a table as a file. It is written from the answers of the table's own procedure, page by
 * page and with its input, so that an export can hold nothing that its reader could not call for. A page that fails breaks the file off: the
 * download fails, and no shorter table is taken for the whole.
 */
export const tableExport = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    const { table: name = '', format = 'csv', input: text = '{}' } = c.req.query()
    if (!isTableName(name)) throw new DomainError('invalid_input', `There is no table of that name. There are: ${Object.keys(tables).join(', ')}.`)
    if (format !== 'csv' && format !== 'json') throw new DomainError('invalid_input', 'A table is there as format=csv and format=json.')
    const [table, { type, head, rows, end }, input] = [tables[name], formats[format], parse(text)]
    const { credential } = c.get('caller')
    /** Who asks is looked up anew for each page: a revoked key reads no further. One export counts as one call. */
    const ask = (asking: Deps, cursor: string | undefined) =>
      table.page(
        appRouter.createCaller({ deps: asking, caller: createCaller(deps, credential, c.get('address')), requestId: c.get('requestId') }),
        input,
        cursor,
      )
    const first = await ask(deps, undefined)
    const unmetered = { ...deps, limits: { ...deps.limits, calls: { ...deps.limits.calls, take: () => 0 } } }
    const encoder = new TextEncoder()
    let next = first
    let isFirst = true
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(encoder.encode(head(table, { table: name, asked: input, exportedAt: deps.now().toISOString(), timeZone: first.timeZone ?? 'UTC' }))),
      async pull(controller) {
        controller.enqueue(encoder.encode(rows(table, next.rows, isFirst)))
        isFirst = false
        if (next.nextCursor === null) {
          controller.enqueue(encoder.encode(end))
          controller.close()
        } else next = await ask(unmetered, next.nextCursor)
      },
    })
    const day = deps.now().toISOString().slice(0, 10)
    return c.body(body, 200, { 'content-type': type, 'content-disposition': `attachment; filename="echoscope-${name}-${day}.${format}"` })
  })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('invalid_input', 'The input of an export is JSON, as the table’s procedure takes it.')
  }
}
