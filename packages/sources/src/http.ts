import { type Collected, type Gate, SourceError } from '@echoscope/domain'
import type { z } from 'zod'
import { type Fetch, guardedFetch, type Received } from './http/fetch.ts'
import { createGuard } from './http/guard.ts'
import { jsonIn, looksLikePage, parseJson } from './http/json.ts'
import { type Judge, refusalOf, retryAfterMs, type Verdict } from './http/judge.ts'
import { loneGate } from './http/lone-gate.ts'
import { readCapped } from './http/read-capped.ts'
import { abortableSleep } from './http/sleep.ts'

export type Waiting = Extract<Collected, { kind: 'waiting' }>

export interface HttpOptions {
  readonly userAgent: string
  /** What may be reached though it is not public: `host` or `host:port`, named by the operator and by nobody else. */
  readonly allow?: readonly string[]
  /** Go with each request to the origin asked, and to no other. */
  readonly headers?: Readonly<Record<string, string>>
  readonly gate?: Gate
  readonly judge?: Judge
  readonly fetch?: Fetch
  readonly now?: () => Date
  /** Resolves after the time, or rejects with the signal's reason as soon as it is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 to 1: spreads retries of many workers. */
  readonly random?: () => number
  /** For one try, body included. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly tries?: number
  /** Longer waits are left to the schedule: the run ends as `rate_limited` or `quota` and says until when. */
  readonly longestWaitMs?: number
}

export interface Asked {
  readonly url: URL
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What is wanted: a page of HTML where data are wanted is a block. JSON unless said otherwise. */
  readonly wants?: 'json' | 'feed'
}

export interface Answer {
  readonly status: number
  header(name: string): string | null
  readonly bytes: Uint8Array
}

/** Reads from services that refuse, stall and lie. */
export interface Http {
  /**
   * Yields `waiting` before every wait of more than a second; returns the answer, whose status is 2xx or 304.
   * Tries again on network errors, timeouts, 408, 425, 429 and passing 5xx, after `Retry-After` or a growing random delay.
   * @throws SourceError with the fault; the signal's reason when aborted.
   */
  ask(asked: Asked, signal: AbortSignal): AsyncGenerator<Waiting, Answer>
  /** As `ask`, with the answer parsed. */
  getJson<Schema extends z.ZodType>(url: URL, schema: Schema, signal: AbortSignal): AsyncGenerator<Waiting, z.output<Schema>>
}

const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 520, 522])
const tellAboveMs = 1_000
/** What a place may ask for at most: a broken header must not silence a source for years. */
const longestUntilMs = 24 * 60 * 60 * 1_000

export function createHttp(options: HttpOptions): Http {
  const { userAgent, now = () => new Date(), sleep = abortableSleep, random = Math.random, judge = () => null } = options
  const { timeoutMs = 30_000, maxBytes = 16 * 1024 * 1024, tries = 5, longestWaitMs = 5 * 60_000, gate = loneGate(now) } = options
  const send = options.fetch ?? guardedFetch(createGuard(options.allow ?? []))

  async function attempt(asked: Asked, signal: AbortSignal): Promise<Answer | Failure> {
    const { url, method = 'GET', body, wants = 'json' } = asked
    const limit = AbortSignal.timeout(timeoutMs)
    const accept = wants === 'json' ? 'application/json' : 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'
    const headers = { accept, 'user-agent': userAgent, ...options.headers, ...asked.headers }
    try {
      const received = await send(url, { method, headers, body, signal: AbortSignal.any([signal, limit]) })
      const bytes = await readCapped(received, maxBytes, url.host)
      return await weigh(received, { bytes, url, wants })
    } catch (cause) {
      signal.throwIfAborted()
      const own = sourceErrorIn(cause)
      if (own !== null) throw own
      if (limit.aborted) return { error: new SourceError('timeout', `${url.host} gave no whole answer within ${timeoutMs / 1_000} s`, { cause }), waitMs: null }
      return { error: new SourceError('network', `${url.host} cannot be reached, or broke off`, { cause }), waitMs: null }
    }
  }

  async function weigh(
    { status, headers }: Received,
    { bytes, url, wants }: { bytes: Uint8Array; url: URL; wants: 'json' | 'feed' },
  ): Promise<Answer | Failure> {
    const header = (name: string) => headers.get(name)
    const ok = (status >= 200 && status < 300) || status === 304
    const beginning = new TextDecoder().decode(bytes.subarray(0, 500))
    const isPage = looksLikePage(beginning) || (wants === 'json' && (header('content-type') ?? '').includes('text/html'))
    const clock = new Date(header('date') ?? Number.NaN)
    const asOf = Number.isNaN(clock.getTime()) ? now() : clock
    const json = options.judge !== undefined && wants === 'json' && !isPage ? (jsonIn(new TextDecoder().decode(bytes)) ?? null) : null
    const verdict: Verdict = judge({ status, header, json, now: asOf }) ?? {}
    const closedMs = verdict.closed === undefined ? null : Math.max(0, verdict.closed.until.getTime() - asOf.getTime())
    const { refused, closed } = verdict
    if (ok && !isPage && refused === undefined) {
      if (closedMs !== null && closed !== undefined) await gate.close(Math.min(closedMs, longestUntilMs), closed.fault)
      return { status, header, bytes }
    }
    if (isPage && (ok || status === 403))
      throw new SourceError('blocked', `${url.host} answered ${status} with a web page instead of data: it blocks this address or asks for a login`)
    const error =
      refused !== undefined
        ? new SourceError(refused.fault, refused.message)
        : closed !== undefined
          ? new SourceError(closed.fault, `${url.host} answered ${status}: ${closed.fault === 'quota' ? 'the quota is used up' : 'too many requests'}`)
          : refusalOf(status, url.host)
    const waitMs = closedMs ?? retryAfterMs(header('retry-after'), asOf)
    if (closedMs === null && error.fault !== 'rate_limited' && !passing.has(status)) throw error
    return { error, waitMs }
  }

  /** Waits for a turn at the gate. */
  async function* turn(host: string, said: string | null, signal: AbortSignal): AsyncGenerator<Waiting, void> {
    for (;;) {
      const { taken, waitMs, fault } = await gate.enter(longestWaitMs)
      const until = new Date(now().getTime() + waitMs)
      const words = fault === 'quota' ? 'the quota is used up' : 'it sets the pace'
      if (!taken) throw new SourceError(fault, `${host} may not be asked yet: ${words}`, { until })
      if (waitMs <= 0) return
      if (waitMs > tellAboveMs) yield { kind: 'waiting', until, reason: said ?? `${host}: ${words}` }
      await sleep(waitMs, signal)
      if ((await gate.closedMs()) <= 0) return
    }
  }

  const http: Http = {
    async *ask(asked, signal) {
      let told: string | null = null
      for (let failures = 0; ; ) {
        signal.throwIfAborted()
        yield* turn(asked.url.host, told, signal)
        const answer = await attempt(asked, signal)
        if ('bytes' in answer) return answer
        failures += 1
        const { error, waitMs: said } = answer
        const waitMs = said ?? random() * Math.min(60_000, 1_000 * 2 ** failures)
        const until = new Date(now().getTime() + Math.min(waitMs, longestUntilMs))
        const isLimit = error.fault === 'rate_limited' || error.fault === 'quota'
        if (isLimit && said !== null) await gate.close(Math.min(said, longestUntilMs), error.fault === 'quota' ? 'quota' : 'rate_limited')
        if (failures >= tries || waitMs > longestWaitMs) throw isLimit ? new SourceError(error.fault, error.message, { until, cause: error }) : error
        told = error.message
        // The gate waits for all who share it.
        if (isLimit && said !== null) continue
        if (waitMs > tellAboveMs) yield { kind: 'waiting', until, reason: error.message }
        await sleep(waitMs, signal)
      }
    },
    async *getJson(url, schema, signal) {
      const { bytes } = yield* http.ask({ url }, signal)
      return parseJson(new TextDecoder().decode(bytes), schema, url.host)
    },
  }
  return http
}

interface Failure {
  readonly error: SourceError
  readonly waitMs: number | null
}

/** The guard speaks from inside a connection, wrapped by whatever carried it. */
function sourceErrorIn(cause: unknown): SourceError | null {
  for (let at = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) if (at instanceof SourceError) return at
  return null
}
