import { type ArchiveOptions, type Collected, type CollectContext, type Source, SourceError, type SourceQuery } from '@echoscope/domain'
import { checkpointAt, type Position, positionOf } from './checkpoint.ts'
import { BrokenArchive } from './compression.ts'
import { type ExaminedArchive, examine } from './describe.ts'
import { type OpenFile, openFile } from './open-file.ts'
import { recordReader } from './record-reader.ts'
import { openText } from './text-of-file.ts'

export { type ArchiveDescription, describeArchive } from './describe.ts'
export type { OpenedFile, OpenFile } from './open-file.ts'

export interface ArchiveInput {
  readonly files: readonly string[]
  readonly options: ArchiveOptions
  /** Opens what `files` name; the local disk unless said otherwise. */
  readonly open?: OpenFile
}

/** A checkpoint every so many records, or so many bytes of text where records are large. */
const batchRecords = 1_000
const batchBytes = 4 * 1024 * 1024

/**
 * Posts out of files: Reddit, Hacker News and tables, as NDJSON, JSON or CSV, plain, gzip or zstd, told by content and not by name. Yields
 * posts in the order of the files, whatever the query's terms and communities are, within its window; duplicates inside a file pass.
 * What cannot be read is a `bad` item with its line (or, in a JSON array, the number of its element), named `file:line` where there are several files.
 *
 * A file that breaks off gives all that can be unpacked, then a `bad` item; the other files follow, and a SourceError `malformed` ends it.
 * @throws DomainError `unreadable_file` or `invalid_archive` before the first batch, also where a file is not the one its checkpoint knows.
 */
export const archiveSource = ({ files, options, open = openFile }: ArchiveInput): Source => ({
  kind: 'archive',
  async *collect(query, context) {
    const archives: ExaminedArchive[] = []
    for (const path of files) {
      context.signal.throwIfAborted()
      archives.push(await examine(await open(path), options))
    }
    let position = positionOf(context.checkpoint, archives)
    while (position.file < archives.length) position = yield* readArchive(position, { archives, options, query, context })
    if (position.broken.length > 0) throw new SourceError('malformed', `${position.broken.join('; ')}. Everything before was read.`)
  },
})

interface Reading {
  readonly archives: readonly ExaminedArchive[]
  readonly options: ArchiveOptions
  readonly query: SourceQuery
  readonly context: CollectContext
}

/** Reads one file from `position` to its end; returns where the next begins. */
async function* readArchive(position: Position, reading: Reading): AsyncGenerator<readonly Collected[], Position> {
  const { archives, options, query, context } = reading
  const archive = archives[position.file]
  if (archive === undefined) throw new Error(`there is no archive ${position.file}`)
  const sizes = archives.map(({ file }) => file.size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const before = sizes.slice(0, position.file).reduce((sum, size) => sum + size, 0)
  const placePrefix = archives.length > 1 ? `${archive.file.name}:` : ''
  const reader = recordReader(archive, { options, window: query.window, placePrefix })
  const { broken } = position
  let done = 0
  let seen = 0
  let bytes = 0
  let lastPlace = 0
  let batch: Collected[] = []

  const closed = (at: Position): readonly Collected[] => {
    const items = batch
    items.push({ kind: 'checkpoint', checkpoint: checkpointAt(at, archives), progress: { done: before + done, total } })
    batch = []
    bytes = 0
    return items
  }

  const text = await openText(archive.file)
  let fault: string | null = null
  try {
    for await (const records of reader.cut(text.chunks)) {
      context.signal.throwIfAborted()
      done = text.bytesRead()
      for (const record of records) {
        seen += 1
        lastPlace = record.place
        if (seen <= position.record) continue
        reader.read(record, batch)
        bytes += record.text?.length ?? 0
        if (batch.length >= batchRecords || bytes >= batchBytes) {
          yield closed({ file: position.file, record: seen, broken })
          context.signal.throwIfAborted()
        }
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error
    fault = `${error.how} archive after ${reader.unit} ${lastPlace}`
    batch.push({ kind: 'bad', bad: { place: `${placePrefix}${lastPlace + 1}`, reason: fault } })
  }
  done = archive.file.size
  const next = { file: position.file + 1, record: 0, broken: fault === null ? broken : [...broken, `${archive.file.name}: ${fault}`] }
  yield closed(next)
  return next
}
