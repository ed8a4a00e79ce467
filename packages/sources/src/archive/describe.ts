import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { ArchiveOptions } from '@echoscope/domain'
import { BrokenArchive, type Compression } from './compression.ts'
import { type Container, containerOf, invalid } from './containers.ts'
import { csvRows } from './csv.ts'
import type { Encoding } from './encoding.ts'
import { type OpenedFile, type OpenFile, openFile } from './open-file.ts'
import { type Table, tableOf } from './table.ts'
import { openText } from './text-of-file.ts'

export interface ArchiveDescription {
  /** The file's name without its folder. */
  readonly name: string
  /** Bytes, as stored. */
  readonly size: number
  readonly compression: Compression
  readonly encoding: Encoding
  readonly records: 'ndjson' | 'json' | 'csv'
  /** Columns of a CSV, else none. */
  readonly columns: readonly string[]
}

/** An archive whose beginning was read and understood. */
export interface ExaminedArchive {
  readonly file: OpenedFile
  readonly description: ArchiveDescription
  readonly container: Container
  readonly table: Table | null
  /** Tells a file from another of the same size that took its place. */
  readonly fingerprint: string
}

const headBytes = 256 * 1024

/**
 * Reads the beginning of an archive and says what it is.
 * @throws DomainError `unreadable_file` (not there, a directory, no permission) or `invalid_archive` (empty, damaged from its first
 * byte, a format or columns it does not know).
 */
export async function describeArchive(path: string, options: ArchiveOptions = {}, open: OpenFile = openFile): Promise<ArchiveDescription> {
  return (await examine(await open(path), options)).description
}

export async function examine(file: OpenedFile, options: ArchiveOptions): Promise<ExaminedArchive> {
  const { name, size } = file
  const { head, compression, encoding } = await headOf(file)
  const container = containerOf(head, name)
  const table = container.kind === 'csv' ? tableOf(firstRowsOf(head, container.delimiter, name), container.delimiter, { name, options }) : null
  return {
    file,
    description: { name, size, compression, encoding, records: container.kind, columns: table?.names ?? [] },
    container,
    table,
    fingerprint: createHash('sha256').update(head).digest('hex').slice(0, 16),
  }
}

async function headOf(file: OpenedFile): Promise<{ head: Buffer; compression: Compression; encoding: Encoding }> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    const { compression, encoding, chunks } = await openText(file)
    try {
      for await (const chunk of chunks) {
        pieces.push(chunk)
        length += chunk.length
        if (length >= headBytes) break
      }
    } catch (error) {
      if (!(error instanceof BrokenArchive) || length === 0) throw error
    }
    return { head: Buffer.concat(pieces).subarray(0, headBytes), compression, encoding }
  } catch (error) {
    if (error instanceof BrokenArchive) throw invalid(file.name, `${file.name} is ${error.how}: nothing in it can be unpacked. Copy or download it again.`)
    throw error
  }
}

/** The whole rows of the head, the first of them readable. */
function firstRowsOf(head: Buffer, delimiter: string, name: string): [string, ...string[]] {
  const splitter = csvRows(delimiter)
  const [first, ...more] = [...splitter.push(head), ...splitter.end()]
  if (first?.text) return [first.text, ...more.flatMap(({ text }) => text ?? [])]
  throw invalid(
    name,
    isUtf8(head)
      ? `The first row of ${name} cannot be read: ${first?.reason ?? 'there is none'}.`
      : `${name} is not UTF-8 (perhaps Windows-1252 or UTF-16). Save it as UTF-8 and import it again.`,
  )
}
