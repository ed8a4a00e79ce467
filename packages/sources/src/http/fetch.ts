import { SourceError } from '@echoscope/domain'
import { fetch } from 'undici'
import type { Guard } from './guard.ts'

export interface Sent {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly signal: AbortSignal
}

/** What is read of a `Response`. */
export interface Received {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null
}

export type Fetch = (url: URL, sent: Sent) => Promise<Received>

const mostHops = 5
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** What may be told to whoever a redirect names. */
const harmless: ReadonlySet<string> = new Set(['accept', 'user-agent', 'content-type'])

/** Follows redirects by hand: each hop passes the guard, and credentials stay with the origin they were meant for. */
export const guardedFetch =
  (guard: Guard): Fetch =>
  async (url, sent) => {
    let at = url
    let now = sent
    for (let hops = 0; ; hops += 1) {
      const dispatcher = guard.pass(at)
      const { method, headers, body, signal } = now
      const received = await fetch(at.href, {
        method,
        headers: { ...headers },
        signal,
        dispatcher,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      })
      const location = received.headers.get('location')
      if (!redirects.has(received.status) || location === null) return received
      await received.body?.cancel()
      if (hops === mostHops) throw new SourceError('malformed', `${url.host} redirects without an end`)
      const next = URL.parse(location, at.href)
      if (next === null) throw new SourceError('malformed', `${at.host} redirects to something that is no address`)
      if (method === 'POST' && next.origin !== at.origin) throw new SourceError('blocked', `${at.host} sends what was posted elsewhere; it is not followed`)
      if (next.origin !== at.origin) now = { ...now, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase()))) }
      if (method === 'POST' && received.status !== 307 && received.status !== 308) now = { ...now, method: 'GET', body: undefined }
      at = next
    }
  }
