export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Tells the encoding by its byte order mark; without one it is UTF-8, and what is not UTF-8 is refused line by line. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Turns UTF-16 into UTF-8 as it comes, and drops the byte order mark. Half surrogate pairs become U+FFFD. */
export async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer, void> {
  if (encoding === 'utf-8') {
    yield* withoutMark(bytes)
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function* withoutMark(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let isFirst = true
  for await (const piece of bytes) {
    yield isFirst && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece
    isFirst = false
  }
}
