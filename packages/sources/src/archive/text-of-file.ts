import { type Compression, compressionOf, decompress } from './compression.ts'
import { type Encoding, encodingOf, toUtf8 } from './encoding.ts'
import type { OpenedFile } from './open-file.ts'

/** An archive's text as UTF-8, whatever it is stored as. */
export interface OpenedText {
  readonly compression: Compression
  readonly encoding: Encoding
  readonly chunks: AsyncIterable<Buffer>
  /** Bytes of the file read so far, as stored. */
  readonly bytesRead: () => number
}

/** @throws BrokenArchive from here or while reading, where the compressed data end too early or are damaged. */
export async function openText(file: OpenedFile): Promise<OpenedText> {
  let bytesRead = 0
  async function* counted(): AsyncGenerator<Buffer, void> {
    for await (const piece of file.bytes()) {
      bytesRead += piece.length
      yield piece
    }
  }
  const stored = await peek(counted())
  const compression = compressionOf(stored.head)
  const plain = await peek(decompress(stored.all, compression))
  const encoding = encodingOf(plain.head)
  return { compression, encoding, chunks: toUtf8(plain.all, encoding), bytesRead: () => bytesRead }
}

/** The first few bytes, and the whole again from its beginning. */
async function peek(chunks: AsyncGenerator<Buffer, void>): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  let head: Buffer = Buffer.alloc(0)
  let failure: unknown
  try {
    while (head.length < 4) {
      const next = await chunks.next()
      if (next.done) break
      head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
    }
  } catch (error) {
    if (head.length === 0) throw error
    failure = error
  }
  async function* all(): AsyncGenerator<Buffer, void> {
    try {
      if (head.length > 0) yield head
      if (failure !== undefined) throw failure
      yield* chunks
    } finally {
      await chunks.return()
    }
  }
  return { head, all: all() }
}
