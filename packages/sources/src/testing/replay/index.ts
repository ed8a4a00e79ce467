import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { answerTo } from '../hacker-news-index.ts'
import { appStore, discourse, github, lemmy, stackExchange } from './forums.ts'
import { speakJetstream, type StreamFault } from './jetstream.ts'
import { misbehave, type PlaceFault, send } from './misbehave.ts'
import { json, type ReplayPost, type Reply, type Speak } from './speaking.ts'
import { bluesky, feeds, mastodon, reddit, youtube } from './streams.ts'

export { inventedPosts } from './invented-posts.ts'
export type { PlaceFault, ReplayPost }

const speaks = {
  'hacker-news': ({ url, deleted }, posts) => {
    const item = /\/item\/(\d+)\.json$/.exec(url.pathname)?.[1]
    if (item !== undefined) return json(itemOf(Number(item), posts, deleted))
    const { status, body } = answerTo(url, posts)
    return json(body, status)
  },
  'stack-exchange': stackExchange,
  lemmy: lemmy('0.19.11'),
  'lemmy-1.0': lemmy('1.0.0'),
  discourse,
  github,
  'app-store': appStore,
  mastodon,
  bluesky,
  reddit,
  feeds,
  youtube,
} as const satisfies Record<string, Speak>
export type ReplayPlace = keyof typeof speaks
export const replayPlaces = Object.keys(speaks) as ReplayPlace[]

/** As the Firebase API gives it; null for a number it does not know. */
function itemOf(id: number, posts: readonly ReplayPost[], deleted: readonly ReplayPost[]) {
  if (deleted.some((post) => post.id === id)) return { id, type: 'story', deleted: true, time: 0 }
  const post = posts.find((each) => each.id === id)
  return post === undefined ? null : { id, type: post.type, by: post.author, score: post.points ?? 1, descendants: post.comments ?? 0, title: post.title }
}

/** Paths that a place's own addresses end with. */
const paths: Partial<Record<ReplayPlace, string>> = { 'hacker-news': '/api/v1', 'stack-exchange': '/2.3', youtube: '/youtube/v3', feeds: '/all.xml' }

export interface ReplayLimit {
  readonly requests: number
  readonly perMs: number
}

export interface ReplayAllOptions {
  /** The same everywhere, or what each place has. */
  readonly posts: readonly ReplayPost[] | ((place: ReplayPlace) => readonly ReplayPost[])
  /** 0 takes any free one. */
  readonly port?: number
  /** Each request of the place goes wrong so. */
  readonly always?: Partial<Record<ReplayPlace, PlaceFault>>
  /** Requests beyond are refused with 429 and how long to wait. */
  readonly limits?: Partial<Record<ReplayPlace, ReplayLimit>>
  /** For the first listeners of Bluesky's stream, in turn. */
  readonly streamFaults?: readonly StreamFault[]
}

export interface Requested {
  readonly place: ReplayPlace
  readonly url: URL
  readonly at: number
  /** It came sooner than the limit allows. */
  readonly refused: boolean
}

export interface ReplayAll extends AsyncDisposable {
  /** The base address of a place, as a connector takes it. */
  urlOf(place: ReplayPlace): string
  readonly host: string
  readonly requests: readonly Requested[]
  /** The post says or shows something else from now on. */
  change(id: number, to: Partial<ReplayPost>): void
  /** The post is deleted, everywhere. */
  remove(...ids: readonly number[]): void
  close(): Promise<void>
}

/** A server on loopback that speaks the API of every place out of one set of posts or of one for each, and goes wrong where it is told to. */
export async function replayAll(options: ReplayAllOptions): Promise<ReplayAll> {
  const { posts, port = 0, always = {}, limits = {} } = options
  const requests: Requested[] = []
  const first = new Map<ReplayPlace, Reply>()
  let host = ''
  const live = new Map(replayPlaces.map((place) => [place, typeof posts === 'function' ? posts(place) : posts]))
  const deleted: ReplayPost[] = []
  const upgraded = new Set<Duplex>()
  const streamFaults = [...(options.streamFaults ?? [])]

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${host}`)
    const name = url.pathname.split('/')[1]
    const place = replayPlaces.find((each) => each === name)
    if (place === undefined) return send(response, json({ places: replayPlaces.map(addressOf) }, name === '' ? 200 : 404))
    const waitMs = waitOf(place, Date.now())
    requests.push({ place, url, at: Date.now(), refused: waitMs > 0 })
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    if (waitMs > 0) return send(response, json({ error: 'rate_limit_error' }, 429, { 'retry-after': String(Math.ceil(waitMs / 1_000)) }))
    const header = (wanted: string) => request.headers[wanted]?.toString() ?? null
    const call = { url, method: request.method ?? 'GET', body: Buffer.concat(pieces).toString(), header, base: addressOf(place), deleted }
    const reply = speaks[place](call, live.get(place) ?? [])
    const fault = always[place]
    if (fault === undefined) return place === 'stack-exchange' ? zipped(response, reply) : send(response, reply)
    if (fault.kind !== 'stuck') return misbehave(response, fault, reply)
    const early = first.get(place) ?? reply
    if (/"(?:posts|items|statuses|children)":\[\{|^\[\{|<item|<entry|"entry"/.test(early.body)) first.set(place, early)
    return send(response, early)
  }

  function waitOf(place: ReplayPlace, now: number): number {
    const limit = limits[place]
    if (limit === undefined) return 0
    const recent = requests.filter((each) => each.place === place && !each.refused && each.at > now - limit.perMs)
    return recent.length < limit.requests ? 0 : (recent[0]?.at ?? now) + limit.perMs - now
  }

  /** Bluesky's stream; every other place refuses to be upgraded. */
  function upgrade(request: IncomingMessage, socket: Duplex): void {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    const url = new URL(request.url ?? '/', `http://${host}`)
    requests.push({ place: 'bluesky', url, at: Date.now(), refused: false })
    if (url.pathname === '/bluesky/subscribe') speakJetstream(request, socket, { posts: live.get('bluesky') ?? [], deleted, fault: streamFaults.shift() })
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
  }

  const addressOf = (place: ReplayPlace): string => `http://${host}/${place}${paths[place] ?? ''}`
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  server.on('upgrade', upgrade)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    for (const socket of upgraded) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  const change = (id: number, to: Partial<ReplayPost>): void => {
    for (const [place, own] of live)
      live.set(
        place,
        own.map((post) => (post.id === id ? { ...post, ...to } : post)),
      )
  }
  const remove = (...ids: readonly number[]): void => {
    const lost = new Map([...live.values()].flat().flatMap((post) => (ids.includes(post.id) ? [[post.id, post] as const] : [])))
    deleted.push(...lost.values())
    for (const [place, own] of live)
      live.set(
        place,
        own.filter(({ id }) => !ids.includes(id)),
      )
  }
  return { urlOf: addressOf, host, requests, change, remove, close, [Symbol.asyncDispose]: close }
}

/** This one answers compressed, always. */
const zipped = (response: ServerResponse, { status, body, headers }: Reply): void =>
  void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip', ...headers }).end(gzipSync(body))
