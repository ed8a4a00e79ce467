import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { DomainError } from '@echoscope/domain'

/** An archive that can be read from its beginning as often as needed. */
export interface OpenedFile {
  /** The name without its folder: what messages may show. */
  readonly name: string
  readonly size: number
  /** The bytes as they are stored, in pieces nobody else writes to. Ending the iteration early closes the file. */
  bytes(): AsyncIterable<Buffer>
}
export type OpenFile = (path: string) => Promise<OpenedFile>

const pieceBytes = 32 * 1024

/**
 * Opens a file of the local disk.
 * @throws DomainError `unreadable_file` for what is not there, is no regular file or may not be read; `invalid_archive` when it is empty.
 */
export const openFile: OpenFile = async (path) => {
  const name = basename(path)
  const facts = await stat(path).catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  if (facts.isDirectory())
    throw new DomainError('unreadable_file', `${name} is a directory. Name the archive files inside it one by one.`, { details: { file: name } })
  if (!facts.isFile())
    throw new DomainError('unreadable_file', `${name} is no regular file. Archives are read more than once, so pipes and devices cannot be.`, {
      details: { file: name },
    })
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  await handle.close()
  if (facts.size === 0) throw new DomainError('invalid_archive', `${name} is empty: it holds no posts.`, { details: { file: name } })
  return { name, size: facts.size, bytes: () => read(path, name) }
}

async function* read(path: string, name: string): AsyncGenerator<Buffer, void> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  try {
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(pieceBytes)
      const { bytesRead } = await handle.read(piece, 0, pieceBytes)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Check the path; it is a path on the machine Echoscope runs on.',
  ENOTDIR: 'is not there: part of its path is no folder.',
  EACCES: 'may not be read. Give the user Echoscope runs as the right to read it.',
  EPERM: 'may not be read. Give the user Echoscope runs as the right to read it.',
  ELOOP: 'cannot be reached: its links lead in a circle.',
  EMFILE: 'cannot be opened now: too many files are open.',
}

/** What the system said, as something the user can act on. */
export function unreadable(name: string, cause: unknown): DomainError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return new DomainError('unreadable_file', `${name} ${causes[code] ?? `cannot be read (${code || 'unknown cause'}).`}`, { details: { file: name }, cause })
}
