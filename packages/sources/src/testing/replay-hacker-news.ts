import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTo, type ReplayPost } from './hacker-news-index.ts'

/** How one request goes wrong. */
export type ReplayFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'web-page'; readonly status: 200 | 403 }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Half of the body, then a closed connection. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'other-shape' }
  /** A body without an end. */
  | { readonly kind: 'endless' }

export interface ReplayOptions {
  readonly posts: readonly ReplayPost[]
  /** 0 takes any free one. */
  readonly port?: number
  /** For the first requests in turn; null answers rightly. */
  readonly faults?: readonly (ReplayFault | null)[]
  /** A stalled index: what is later is not found yet. */
  readonly indexedUntil?: Date
}

export interface Replay extends AsyncDisposable {
  /** The base address a connector is given. */
  readonly url: string
  /** Every request so far. */
  readonly requests: readonly URL[]
  /** Lets the next requests fail, in turn. */
  fail(...faults: readonly ReplayFault[]): void
  close(): Promise<void>
}

/** A server on loopback that speaks the Hacker News search API over these posts. */
export async function replayHackerNews({ posts, port = 0, faults = [], indexedUntil }: ReplayOptions): Promise<Replay> {
  const requests: URL[] = []
  const pending: (ReplayFault | null)[] = [...faults]
  const indexed = indexedUntil === undefined ? posts : posts.filter(({ createdAt }) => createdAt < indexedUntil)

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost')
    requests.push(url)
    const { status, body } = answerTo(url, indexed)
    const text = JSON.stringify(body)
    const fault = pending.shift() ?? null
    if (fault === null) send(response, status, text)
    else misbehave(response, fault, text)
  }

  const server = createServer(serve)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    requests,
    fail: (...next) => void pending.push(...next),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body)
}

function misbehave(response: ServerResponse, fault: ReplayFault, body: string): void {
  switch (fault.kind) {
    case 'status':
      return send(response, fault.status, '{"message":"no"}', fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter })
    case 'web-page':
      return send(response, fault.status, '<!doctype html><title>Just a moment</title>', { 'content-type': 'text/html; charset=utf-8' })
    case 'slow': {
      const timer = setTimeout(() => send(response, 200, body), fault.ms)
      response.once('close', () => clearTimeout(timer))
      return
    }
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) })
      response.write(body.slice(0, body.length / 2), () => response.destroy())
      return
    case 'not-json':
      return send(response, 200, body.slice(0, -2))
    case 'other-shape':
      return send(response, 200, '{"results":[]}')
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    }
  }
}
