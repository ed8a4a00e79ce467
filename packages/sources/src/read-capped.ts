import { SourceError } from '@echoscope/domain'

/** The body as text; an endless one is given up at `maxBytes`, counted after decompression. */
export async function readCapped(response: Response, maxBytes: number, host: string): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  if (response.body !== null)
    for await (const piece of response.body) {
      length += piece.length
      // Leaving the loop cancels the body.
      if (length > maxBytes) throw new SourceError('malformed', `${host} sent more than ${Math.round(maxBytes / 1024 / 1024)} MB`)
      pieces.push(piece)
    }
  return new TextDecoder().decode(Buffer.concat(pieces))
}
