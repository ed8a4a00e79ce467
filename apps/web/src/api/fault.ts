import { TRPCClientError } from '@trpc/client'

/** What a page can say about a failed question. */
export interface Fault {
  /** The API's stable reason, or `unreachable` where nothing answered, or `bug`. */
  readonly reason: string
  readonly message: string
  readonly requestId: string | null
  /** True where asking again may help without anybody changing anything. */
  readonly mayPass: boolean
}

const passing = new Set(['database_unavailable', 'timed_out', 'rate_limited', 'source_failed', 'unreachable'])

const textOf = (from: unknown, key: string): string | null => {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, key) : null
  return typeof value === 'string' && value !== '' ? value : null
}

export function faultOf(error: unknown): Fault {
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data
    if (data === null || data === undefined) return unreachable
    const reason = textOf(data, 'reason') ?? 'bug'
    return { reason, message: error.message, requestId: textOf(data, 'requestId'), mayPass: passing.has(reason) }
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return unreachable
  return { reason: 'bug', message: error instanceof Error ? error.message : 'Something failed without saying what.', requestId: null, mayPass: false }
}

/** What the address names is not there, or not for whoever asks: asking again changes nothing. */
export const isMissing = (error: unknown): boolean => ['not_found', 'scope_not_found'].includes(faultOf(error).reason)

const unreachable: Fault = {
  reason: 'unreachable',
  message: 'The server did not answer. Runs that were under way go on by themselves once it is back; nothing that was saved is lost.',
  requestId: null,
  mayPass: true,
}
