import { type Collected, SourceError } from '@echoscope/domain'
import type { z } from 'zod'
import { readCapped } from './read-capped.ts'

export type Waiting = Extract<Collected, { kind: 'waiting' }>

export interface HttpOptions {
  readonly userAgent: string
  readonly fetch?: typeof fetch
  readonly now?: () => Date
  /** Resolves after the time, or rejects with the signal's reason as soon as it is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 to 1: spreads retries of many workers. */
  readonly random?: () => number
  /** For one try, body included. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly tries?: number
  /** Longer waits are left to the schedule: the run ends as `rate_limited` and says until when. */
  readonly longestWaitMs?: number
}

/** Reads JSON from services that refuse, stall and lie. GET only. */
export interface Http {
  /**
   * Yields `waiting` before every wait of more than a second; returns the parsed answer.
   * Tries again on network errors, timeouts, 408, 425, 429 and passing 5xx, after `Retry-After` or a growing random delay.
   * @throws SourceError with the fault; the signal's reason when aborted.
   */
  getJson<Schema extends z.ZodType>(url: URL, schema: Schema, signal: AbortSignal): AsyncGenerator<Waiting, z.output<Schema>>
}

const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 520, 522])
const tellAboveMs = 1_000
/** What a `Retry-After` may ask for at most: a broken one must not silence a source for years. */
const longestUntilMs = 24 * 60 * 60 * 1_000

export function createHttp(options: HttpOptions): Http {
  const { userAgent, now = () => new Date(), sleep = abortableSleep, random = Math.random } = options
  const { timeoutMs = 30_000, maxBytes = 16 * 1024 * 1024, tries = 5, longestWaitMs = 5 * 60_000 } = options

  async function attempt(url: URL, signal: AbortSignal): Promise<string | Failure> {
    const limit = AbortSignal.timeout(timeoutMs)
    try {
      const response = await (options.fetch ?? fetch)(url, {
        headers: { accept: 'application/json', 'user-agent': userAgent },
        signal: AbortSignal.any([signal, limit]),
      })
      if (passing.has(response.status)) {
        await response.body?.cancel()
        return { error: refused(response.status, url), retryAfterMs: retryAfterMs(response.headers.get('retry-after'), now()) }
      }
      const isHtml = (response.headers.get('content-type') ?? '').includes('text/html')
      if (!response.ok || isHtml) {
        await response.body?.cancel()
        throw isHtml && (response.ok || response.status === 403)
          ? new SourceError('blocked', `${url.host} answered ${response.status} with a web page instead of data: it blocks this address or asks for a login`)
          : refused(response.status, url)
      }
      return await readCapped(response, maxBytes, url.host)
    } catch (cause) {
      signal.throwIfAborted()
      if (cause instanceof SourceError) throw cause
      if (limit.aborted)
        return { error: new SourceError('timeout', `${url.host} gave no whole answer within ${timeoutMs / 1_000} s`, { cause }), retryAfterMs: null }
      return { error: new SourceError('network', `${url.host} cannot be reached, or broke off`, { cause }), retryAfterMs: null }
    }
  }

  return {
    async *getJson(url, schema, signal) {
      for (let failures = 0; ; ) {
        signal.throwIfAborted()
        const answer = await attempt(url, signal)
        if (typeof answer === 'string') return parsed(answer, schema, url)
        failures += 1
        const { error, retryAfterMs: asked } = answer
        const waitMs = asked ?? random() * Math.min(60_000, 1_000 * 2 ** failures)
        const until = new Date(now().getTime() + Math.min(waitMs, longestUntilMs))
        if (failures >= tries || waitMs > longestWaitMs)
          throw error.fault === 'rate_limited' ? new SourceError('rate_limited', error.message, { until, cause: error }) : error
        if (waitMs > tellAboveMs) yield { kind: 'waiting', until, reason: error.message }
        await sleep(waitMs, signal)
      }
    },
  }
}

interface Failure {
  readonly error: SourceError
  readonly retryAfterMs: number | null
}

function refused(status: number, { host }: URL): SourceError {
  const said = `${host} answered ${status}`
  switch (status) {
    case 401:
      return new SourceError('unauthorized', `${said}: it wants other credentials`)
    case 402:
      return new SourceError('quota', `${said}: the quota is used up`)
    case 403:
    case 451:
      return new SourceError('blocked', `${said}: it refuses this request`)
    case 404:
    case 410:
      return new SourceError('gone', `${said}: there is nothing any more`)
    case 429:
      return new SourceError('rate_limited', `${said}: too many requests`)
    case 408:
    case 504:
      return new SourceError('timeout', `${said}: it took too long`)
    default:
      return status >= 500
        ? new SourceError('network', `${said}: it has a fault of its own`)
        : new SourceError('malformed', `${said}: it does not understand the request`)
  }
}

/** Seconds or an HTTP date, as milliseconds from now; null where it is absent, past or no number. */
function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Number.NaN
  const ms = Number.isNaN(seconds) ? (/[a-z]/i.test(header) ? Date.parse(header) - now.getTime() : Number.NaN) : seconds * 1_000
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}

function parsed<Schema extends z.ZodType>(text: string, schema: Schema, { host }: URL): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new SourceError('malformed', `${host} sent something that is not JSON`)
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new SourceError('malformed', `${host} sent JSON of another shape: ${result.error.issues[0]?.path.join('.') || 'the whole'} is not as expected`)
}

/** Longer than `setTimeout` can is no wait of ours: `longestWaitMs` keeps it below. */
export async function abortableSleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
