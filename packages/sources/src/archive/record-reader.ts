import type { ArchiveOptions, Collected, Window } from '@echoscope/domain'
import { type Unusable, unusable } from '../fields.ts'
import { cellsOf, csvRows } from './csv.ts'
import type { ExaminedArchive } from './describe.ts'
import { jsonMapper, unwrapped } from './json-records.ts'
import { jsonValues } from './json-values.ts'
import { lines } from './lines.ts'
import type { Mapped } from './mapped.ts'
import type { RawRecord, Splitter } from './splitter.ts'
import type { Table } from './table.ts'

export interface RecordReader {
  /** What a place counts. */
  readonly unit: 'line' | 'element'
  /** The records of the text, as many at a time as a chunk ends. */
  cut(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly RawRecord[], void>
  /** Appends what the record gives: a post, an observation, or why neither. */
  read(record: RawRecord, into: Collected[]): void
}

interface ReaderOptions {
  readonly options: ArchiveOptions
  readonly window: Window
  readonly placePrefix: string
}

/** Cuts and reads the records of one archive. */
export function recordReader(archive: ExaminedArchive, { options, window, placePrefix }: ReaderOptions): RecordReader {
  const { container, table } = archive
  const since = window.since.getTime()
  const until = window.until.getTime()
  const parse = container.kind === 'csv' && table !== null ? rowParser(table, container.delimiter) : jsonParser(options)

  return {
    unit: container.kind === 'json' ? 'element' : 'line',
    cut: (chunks) => cut(chunks, splitterOf(archive), table?.hasHeader ?? false),
    read(record, into) {
      const bad = (reason: string) => into.push({ kind: 'bad', bad: { place: `${placePrefix}${record.place}`, reason } })
      if (record.text === null) {
        bad(record.reason)
        return
      }
      for (const mapped of parse(record.text)) {
        if (mapped.kind === 'unusable') bad(mapped.reason)
        else if (mapped.kind === 'post' && !(mapped.post.publishedAt.getTime() >= since && mapped.post.publishedAt.getTime() < until))
          into.push({ kind: 'left-out', reason: 'outside_window' })
        else into.push(mapped)
      }
    },
  }
}

function splitterOf({ container }: ExaminedArchive): Splitter {
  if (container.kind === 'csv') return csvRows(container.delimiter)
  return container.kind === 'json' ? jsonValues() : lines()
}

/** On a break, gives what came before; the record the break lies in is not one. A header is none either. */
async function* cut(chunks: AsyncIterable<Buffer>, splitter: Splitter, hasHeader: boolean): AsyncGenerator<readonly RawRecord[], void> {
  let header = hasHeader ? 1 : 0
  const rows = (records: readonly RawRecord[]): readonly RawRecord[] => {
    if (header === 0 || records.length === 0) return records
    header = 0
    return records.slice(1)
  }
  for await (const chunk of chunks) yield rows(splitter.push(chunk))
  yield rows(splitter.end())
}

type Parser = (text: string) => readonly (Mapped | Unusable)[]

function jsonParser(options: ArchiveOptions): Parser {
  const map = jsonMapper(options)
  return (text) => {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      // V8's message quotes the text, which belongs in no log.
      return [unusable('not valid JSON')]
    }
    return unwrapped(value)?.map(map) ?? [unusable('JSON, but no object')]
  }
}

function rowParser(table: Table, delimiter: string): Parser {
  const { names, map } = table
  return (text) => {
    const cells = cellsOf(text, delimiter)
    if (cells.length !== names.length) return [unusable(`${cells.length} cells where the first row has ${names.length}`)]
    const fields: Record<string, unknown> = Object.create(null)
    for (let at = 0; at < names.length; at += 1) fields[names[at] ?? ''] = cells[at]
    return [map(fields)]
  }
}
