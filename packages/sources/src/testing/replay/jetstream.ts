import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ReplayPost } from './speaking.ts'

/** How the stream goes wrong: it ends after so many events, or stays silent. */
export type StreamFault = { readonly kind: 'ends-after'; readonly events: number } | { readonly kind: 'silent' }

/** Speaks Bluesky's stream to one listener: what came since its cursor, in order, each tenth twice, what is deleted after all others, and then the present. */
export function speakJetstream(
  request: IncomingMessage,
  socket: Duplex,
  { posts, deleted, fault }: { posts: readonly ReplayPost[]; deleted: readonly ReplayPost[]; fault: StreamFault | undefined },
): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  socket.on('error', () => socket.destroy())
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  socket.on('data', (data: Buffer) => {
    if ((data[0] ?? 0) === 0x88) socket.end(Buffer.from([0x88, 0]))
  })
  if (fault?.kind === 'silent') return
  const cursor = Number(url.searchParams.get('cursor') ?? Date.now() * 1_000)
  const all = [...posts, ...deleted].toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || one.id - other.id)
  const since = all.filter((post) => micros(post) >= cursor)
  const events = [
    ...since.flatMap((post, at) => (at % 10 === 9 ? [created(post), created(post)] : [created(post)])),
    ...deleted.map((post) => commit(post, (Date.now() - 30_000) * 1_000, { operation: 'delete', collection: 'app.bsky.feed.post', rkey: String(post.id) })),
  ]
  const isCut = fault?.kind === 'ends-after' && fault.events < events.length
  for (const event of isCut ? events.slice(0, fault.events) : events) socket.write(frameOf(event))
  if (isCut) return void socket.end(Buffer.from([0x88, 0]))
  const present = () => void (socket.writable && socket.write(frameOf({ did: 'did:plc:someone', time_us: Date.now() * 1_000, kind: 'identity' })))
  present()
  const beat = setInterval(present, 200)
  socket.once('close', () => clearInterval(beat))
}

const micros = ({ createdAt }: ReplayPost): number => createdAt.getTime() * 1_000
const commit = (post: ReplayPost, time: number, what: object) => ({
  did: `did:plc:${post.author}`,
  time_us: time,
  kind: 'commit',
  commit: { rev: '1', ...what },
})
const created = (post: ReplayPost) =>
  commit(post, micros(post), {
    operation: 'create',
    collection: 'app.bsky.feed.post',
    rkey: String(post.id),
    cid: `bafy${post.id}`,
    record: { $type: 'app.bsky.feed.post', text: `${post.title ?? ''} ${post.text ?? ''}`.trim(), createdAt: post.createdAt.toISOString() },
  })

/** One text message, unmasked, as servers send it. */
function frameOf(event: object): Buffer {
  const text = Buffer.from(JSON.stringify(event))
  if (text.length < 126) return Buffer.concat([Buffer.from([0x81, text.length]), text])
  if (text.length < 65_536) return Buffer.concat([Buffer.from([0x81, 126, text.length >> 8, text.length & 255]), text])
  const head = Buffer.alloc(10)
  head[0] = 0x81
  head[1] = 127
  head.writeBigUInt64BE(BigInt(text.length), 2)
  return Buffer.concat([head, text])
}
