const mostBytes = 1_000_000

/**
 * Fetches with an end to the whole answer, its body too: a server that begins to answer and never ends, or never stops, is given up.
 * @throws DOMException `TimeoutError` after `timeoutMs`; RangeError beyond a megabyte.
 */
export const boundedFetch =
  (timeoutMs: number): typeof fetch =>
  async (input, init) => {
    const over = AbortSignal.timeout(timeoutMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, over]) : over
    const response = await fetch(input, { ...init, signal })
    const { status, statusText, headers } = response
    return new Response(await readWhole(response), { status, statusText, headers })
  }

async function readWhole(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) throw new RangeError('the answer is longer than a megabyte')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
