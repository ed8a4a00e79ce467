import { type GateFault, SourceError, type SourceFault } from '@echoscope/domain'

/** An answer as the rules of its place read it. */
export interface Told {
  readonly status: number
  header(name: string): string | null
  /** Parsed JSON; null where it is none. */
  readonly json: unknown
  /** The server's clock where it says it: its absolute times are meant by that, whatever the clock here shows. */
  readonly now: Date
}

/** What a place's own headers and bodies say beyond the status. */
export interface Verdict {
  /** No more requests until then. */
  readonly closed?: { readonly until: Date; readonly fault: GateFault }
  /** The answer is no answer, whatever its status. */
  readonly refused?: { readonly fault: SourceFault; readonly message: string }
}
export type Judge = (told: Told) => Verdict | null

/** A field of a foreign object; undefined where it is none. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

/** The same where it is text; empty where it is none. */
export function wordsIn(value: unknown, name: string): string {
  const words = fieldOf(value, name)
  return typeof words === 'string' ? words : ''
}

export const afterSeconds = (now: Date, seconds: number): Date => new Date(now.getTime() + Math.min(Math.max(seconds, 0), 86_400 * 2) * 1_000)

/** A header that is a number; null where it is absent or is none. */
export function numberIn(told: Told, name: string): number | null {
  const value = told.header(name)
  const number = value === null || value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : null
}

/** Nothing remains: closed until the reset, which is written as `reset` says. */
export function whenNoneRemains(
  told: Told,
  names: { readonly remaining: string; readonly reset: string },
  reset: 'seconds-left' | 'unix-seconds' | 'date',
): Verdict | null {
  const remaining = numberIn(told, names.remaining)
  if (remaining === null || remaining >= 1) return null
  const until = instantOf(told, names.reset, reset)
  return until === null || Number.isNaN(until.getTime()) ? null : { closed: { until, fault: 'rate_limited' } }
}

function instantOf(told: Told, name: string, as: 'seconds-left' | 'unix-seconds' | 'date'): Date | null {
  if (as === 'date') return told.header(name) === null ? null : new Date(told.header(name) ?? '')
  const number = numberIn(told, name)
  if (number === null) return null
  return as === 'seconds-left' ? afterSeconds(told.now, number) : new Date(number * 1_000)
}

/** What a status means where its place says no more. */
export function refusalOf(status: number, host: string): SourceError {
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
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Number.NaN
  const ms = Number.isNaN(seconds) ? (/[a-z]/i.test(header) ? Date.parse(header) - now.getTime() : Number.NaN) : seconds * 1_000
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}
