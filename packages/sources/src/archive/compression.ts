import { constants, createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib'

export type Compression = 'none' | 'gzip' | 'zstd'

/** The compressed data break off or are damaged; what could be had before the break was yielded. */
export class BrokenArchive extends Error {
  override readonly name = 'BrokenArchive'
  readonly how: 'truncated' | 'damaged'

  constructor(how: 'truncated' | 'damaged', cause: unknown) {
    super(`${how} archive`, { cause })
    this.how = how
  }
}

/** Tells the compression by the first bytes, because names lie. A zstd file may begin with a skippable frame. */
export function compressionOf(head: Buffer): Compression {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head.length < 4) return 'none'
  const magic = head.readUInt32LE(0)
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5 ? 'zstd' : 'none'
}

/**
 * Decompresses with bounded memory: what a frame's window needs (up to 2^31 bytes in the monthly Reddit dumps) and little more.
 * Several gzip members or zstd frames after one another are one text.
 * @throws BrokenArchive after the last byte that could be had.
 */
export async function* decompress(bytes: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer, void> {
  if (compression === 'none') {
    yield* bytes
    return
  }
  let decoder = new Decoder(compression)
  try {
    for await (const piece of bytes) {
      for (let rest = piece; ; ) {
        const taken = yield* decoder.write(rest)
        // Node's gunzip goes on with the next member by itself, and leaves only padding.
        if (taken === rest.length || compression === 'gzip') break
        rest = rest.subarray(taken)
        decoder.close()
        decoder = new Decoder(compression)
      }
    }
    yield* decoder.end()
  } finally {
    decoder.close()
  }
}

/**
 * One decoder, driven by hand for two reasons: iterating Node's stream drops what it has decoded when it fails, and its zstd stream
 * ends without a word after the first frame, where only `bytesWritten` tells that there is more.
 */
class Decoder {
  readonly #stream: Gunzip | ZstdDecompress
  #failure: unknown = null
  #wake: () => void = () => undefined

  constructor(compression: 'gzip' | 'zstd') {
    this.#stream =
      compression === 'gzip'
        ? createGunzip({ chunkSize: 64 * 1024 })
        : createZstdDecompress({ chunkSize: 32 * 1024, params: { [constants.ZSTD_d_windowLogMax]: 31 } })
    const wake = () => this.#wake()
    this.#stream.on('readable', wake).on('end', wake)
    this.#stream.on('error', (error: unknown) => {
      this.#failure = error
      wake()
    })
  }

  /** Yields what the piece decodes to, and returns how many of its bytes belong to this decoder. */
  async *write(piece: Buffer): AsyncGenerator<Buffer, number> {
    const before = this.#stream.bytesWritten
    let accepted = false
    this.#stream.write(piece, () => {
      accepted = true
      this.#wake()
    })
    yield* this.#drain(() => accepted)
    return this.#stream.bytesWritten - before
  }

  async *end(): AsyncGenerator<Buffer, void> {
    this.#stream.end()
    yield* this.#drain(() => this.#stream.readableEnded)
  }

  close(): void {
    this.#stream.destroy()
  }

  async *#drain(isDone: () => boolean): AsyncGenerator<Buffer, void> {
    for (;;) {
      const chunk: Buffer | null = this.#stream.read()
      if (chunk !== null) yield chunk
      else if (this.#failure !== null) throw broken(this.#failure)
      else if (isDone()) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}

function broken(cause: unknown): BrokenArchive {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  return new BrokenArchive(code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged', cause)
}
