import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What becomes of one answer on its way: `as-is` passes it on, anything else is a way for a day to go wrong. */
export type Fault =
  | { readonly kind: 'late'; readonly ms: number }
  /** In pieces, a pause before each. */
  | { readonly kind: 'trickling'; readonly pieces: number; readonly pauseMs: number }
  /** Another answer in its stead, as a proxy on the way gives one. */
  | { readonly kind: 'instead'; readonly status: number; readonly type: string; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** Half of it, said to be all. */
  | { readonly kind: 'truncated' }
  /** Half of it, and the connection is gone. */
  | { readonly kind: 'cut' }
  /** Nothing at all: the connection is closed. */
  | { readonly kind: 'gone' }
  /** Its JSON as it would be a release later. */
  | { readonly kind: 'changed'; readonly change: (json: unknown) => unknown }

/** A real proxy on loopback in front of the product, in which each answer can meet a fault. */
export interface Proxy extends AsyncDisposable {
  readonly address: string
  /** Paths that were asked for, newest last. */
  readonly asked: readonly string[]
  /** For each request: the fault it meets, or null. */
  fault: (path: string, method: string) => Fault | null
  /** Headers of every answer, on top. */
  headers: Readonly<Record<string, string>>
}

export async function proxyTo(target: string): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const server = createServer((from, to) => {
    const path = from.url ?? '/'
    asked.push(path)
    void meet(proxy.fault(path, from.method ?? 'GET'), { target, from, to, headers: proxy.headers }).catch(() => to.destroy())
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const proxy: Proxy = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fault: () => null,
    headers: {},
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
  return proxy
}

interface Passing {
  readonly target: string
  readonly from: IncomingMessage
  readonly to: ServerResponse
  readonly headers: Readonly<Record<string, string>>
}

async function meet(fault: Fault | null, passing: Passing): Promise<void> {
  const { to, from } = passing
  if (fault?.kind === 'gone') return void from.socket.destroy()
  if (fault?.kind === 'instead') {
    from.resume()
    return void to.writeHead(fault.status, { 'content-type': fault.type, ...fault.headers }).end(fault.body)
  }
  if (fault?.kind === 'late') await sleep(fault.ms)
  const answer = await passOn(passing)
  const headers = { ...answer.headers, ...passing.headers }
  if (fault === null || fault.kind === 'late') {
    to.writeHead(answer.statusCode ?? 502, headers)
    to.once('close', () => answer.destroy())
    answer.once('error', () => to.destroy())
    return void answer.pipe(to)
  }
  const body = await bodyOf(answer)
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...plain } = headers
  if (fault.kind === 'changed') return void to.writeHead(answer.statusCode ?? 502, plain).end(JSON.stringify(fault.change(JSON.parse(body.toString()))))
  if (fault.kind === 'truncated') return void to.writeHead(answer.statusCode ?? 502, plain).end(body.subarray(0, body.length / 2))
  if (fault.kind === 'cut') {
    to.writeHead(answer.statusCode ?? 502, { ...plain, 'content-length': body.length })
    to.write(body.subarray(0, body.length / 2), () => setTimeout(() => from.socket.destroy(), 50))
    return
  }
  to.writeHead(answer.statusCode ?? 502, plain)
  const size = Math.ceil(body.length / fault.pieces)
  for (let at = 0; at < body.length; at += size) {
    await sleep(fault.pauseMs)
    to.write(body.subarray(at, at + size))
  }
  to.end()
}

const passOn = ({ target, from }: Passing): Promise<IncomingMessage> =>
  new Promise((done, fail) => {
    // Whole and uncoded, so that it can be cut where it is wished.
    const headers = { ...from.headers, 'accept-encoding': 'identity' }
    const onward = request(new URL(from.url ?? '/', target), { method: from.method, headers }, done).once('error', fail)
    from.pipe(onward)
    from.once('close', () => (from.complete ? undefined : onward.destroy()))
  })

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** An answer of a procedure. */
export const isCallOf = (path: string, procedure: string): boolean => path.startsWith(`/api/trpc/${procedure}`)
