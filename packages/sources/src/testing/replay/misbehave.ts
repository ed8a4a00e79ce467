import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Reply } from './speaking.ts'

/** How a request goes wrong. */
export type PlaceFault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly kind: 'web-page'; readonly status: 200 | 403 }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Half of the body, then a closed connection. */
  | { readonly kind: 'cut' }
  /** Half of the body, as if that were all. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other-shape' }
  /** A byte at a time, for ever. */
  | { readonly kind: 'drip' }
  | { readonly kind: 'bomb' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The first answer, whatever is asked after it. */
  | { readonly kind: 'stuck' }

export function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body)
}

export function misbehave(response: ServerResponse, fault: Exclude<PlaceFault, { kind: 'stuck' }>, reply: Reply): void {
  const later = (ms: number, then: () => void) => {
    const timer = setInterval(then, ms)
    response.once('close', () => clearInterval(timer))
  }
  const half = reply.body.slice(0, reply.body.length / 2)
  switch (fault.kind) {
    case 'status':
      return send(response, { status: fault.status, body: fault.body ?? '{"message":"no"}', headers: fault.headers ?? {} })
    case 'web-page':
      return send(response, {
        status: fault.status,
        body: '<!doctype html><title>Just a moment</title>',
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    case 'slow':
      return later(fault.ms, () => void (response.writableEnded || send(response, reply)))
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(reply.body)) })
      response.write(half, () => response.destroy())
      return
    case 'truncated':
      return send(response, { ...reply, body: half })
    case 'empty':
      return send(response, { ...reply, body: '' })
    case 'other-shape':
      return send(response, { ...reply, body: '{"results":[]}' })
    case 'drip':
      response.writeHead(200, { 'content-type': 'application/json' })
      return later(100, () => void response.write(' '))
    case 'bomb':
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024, 32)))
      return
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end()
  }
}
