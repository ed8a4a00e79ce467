import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { DomainError, newId } from '@echoscope/domain'
import { describeArchive } from '@echoscope/sources'
import type { Uploads } from '../deps.ts'

const forgottenMs = 7 * 86_400_000

/** Uploads as files of a directory that the worker sees too. */
export function createUploads(directory: string, limitBytes: number): Uploads {
  return {
    async store(name, body) {
      // A folder for each: a run and its messages name the file as its sender did.
      const folder = join(directory, newId())
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, plain(name))
      let bytes = 0
      const count = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          bytes += chunk.byteLength
          if (bytes > limitBytes) done(tooLarge(limitBytes))
          else done(null, chunk)
        },
      })
      try {
        // The DOM's and Node's declarations of a web stream differ in name only.
        await pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), count, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw translate(error)
      }
      return { path, bytes }
    },
    confirm: async (path, options) => {
      await describeArchive(path, options)
    },
    discard: (path) => rm(dirname(path), { recursive: true, force: true }),
  }
}

const tooLarge = (limitBytes: number): DomainError =>
  new DomainError(
    'body_too_large',
    `The file is longer than the ${limitBytes.toLocaleString('en')} bytes this installation takes (UPLOAD_LIMIT_BYTES). Nothing was kept; import it with \`echoscope import\` on the server.`,
    { details: { limitBytes } },
  )

/** Removes uploads that nobody fetched within a week. */
export async function sweepUploads(directory: string, now: Date): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  for (const name of names) {
    const path = join(directory, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && now.getTime() - found.mtimeMs > forgottenMs) await rm(path, { recursive: true, force: true })
  }
}

/**
 * The name as its sender knows it, in letters of any script, without what means something to a file system; of a long one the end, where the format
 * shows, as file systems allow 255 bytes.
 */
const plain = (name: string): string =>
  Buffer.from(name.replace(/[^\p{L}\p{M}\p{N} ()_.-]+/gu, '_'))
    .subarray(-200)
    .toString()
    // A letter that was cut in two, and what would hide the file.
    .replace(/^[\uFFFD. ]+/, '')
    .trimEnd() || 'archive'

function translate(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new DomainError('disk_full', 'There is no room for the upload. What is stored stays readable; free some space, then send it again.', {
      cause: error,
    })
  return code === 'ABORT_ERR' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || error.name === 'AbortError'
    ? new DomainError('invalid_archive', 'The upload broke off. Nothing was kept; send it again.', { cause: error })
    : error
}
