import { SourceError } from '@echoscope/domain'
import type { Received } from './fetch.ts'

/** The body; an endless one is given up at `maxBytes`, counted after decompression. */
export async function readCapped({ body }: Received, maxBytes: number, host: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  if (body !== null)
    for await (const piece of body) {
      length += piece.length
      // Leaving the loop cancels the body.
      if (length > maxBytes) throw new SourceError('malformed', `${host} sent more than ${Math.round(maxBytes / 1024 / 1024)} MB`)
      pieces.push(piece)
    }
  return Buffer.concat(pieces)
}
