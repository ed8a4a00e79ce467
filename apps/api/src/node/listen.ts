import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApiConfig } from '../config.ts'

/** The port that is listened on. A taken port, or one that may not be used, is told in a sentence. */
export function listen(server: Server, { host, port }: Pick<ApiConfig, 'host' | 'port'>): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(refusal(error, host, port)))
    server.listen(port, host, () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} on ${host} is taken, perhaps by another Echoscope. Choose another one, such as PORT=${port + 1}, or stop what is using it.`,
      { cause: error },
    )
  if (error.code === 'EACCES')
    return new Error(`Port ${port} may not be used without special rights. Choose one above 1023, such as PORT=3000.`, { cause: error })
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Error(`This machine has no address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`, { cause: error })
  return error
}

/** What is no HTTP, or has headers without end, never reaches the application: it is answered in the same envelope. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return
    const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
    const status = tooLong ? 431 : 400
    const body = JSON.stringify({
      error: {
        message: tooLong ? 'The address or the headers are too long. Ask for less at a time.' : 'This is no HTTP request that can be read.',
        code: tooLong ? -32013 : -32600,
        data: {
          code: tooLong ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST',
          httpStatus: status,
          reason: tooLong ? 'body_too_large' : 'invalid_input',
          details: {},
          requestId: '',
        },
      },
    })
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    )
  })
}

/** The peer's address, from what @hono/node-server hands the application as its platform. */
export function socketAddress(platform: unknown): string {
  const incoming = typeof platform === 'object' && platform !== null && 'incoming' in platform ? (platform.incoming as IncomingMessage) : null
  return incoming?.socket.remoteAddress ?? 'unknown'
}

/** The client as the nearest proxy saw it: what stands further left the client may have written itself. */
export const forwardedFor = (request: Request): string | null => {
  const last = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return last === undefined || last === '' ? null : last
}
