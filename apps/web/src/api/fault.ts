import { TRPCClientError } from '@trpc/client'

/** What a page can say about a failed question. */
export interface Fault {
  /** The API's stable reason, or `unreachable` where nothing answered, or `bug`. */
  readonly reason: string
  readonly message: string
  readonly requestId: string | null
  /** What a page can use of it, such as who was faster. */
  readonly details: Readonly<Record<string, unknown>>
  /** True where asking again may help without anybody changing anything. */
  readonly mayPass: boolean
}

const passing = new Set(['database_unavailable', 'timed_out', 'rate_limited', 'source_failed', 'unreachable'])

const textOf = (from: unknown, key: string): string | null => {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, key) : null
  return typeof value === 'string' && value !== '' ? value : null
}

function detailsOf(data: unknown): Fault['details'] {
  const details: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'details') : null
  return typeof details === 'object' && details !== null ? { ...details } : {}
}

export function faultOf(error: unknown): Fault {
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data
    if (data === null || data === undefined) return unreachable
    const reason = textOf(data, 'reason') ?? 'bug'
    return { reason, message: error.message, requestId: textOf(data, 'requestId'), details: detailsOf(data), mayPass: passing.has(reason) }
  }
  if (error instanceof Error && partOfPage.test(error.message)) return partMissing
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return unreachable
  return {
    reason: 'bug',
    message: error instanceof Error ? error.message : 'Something failed without saying what.',
    requestId: null,
    details: {},
    mayPass: false,
  }
}

/** What the address names is not there, or not for whoever asks: asking again changes nothing. */
export const isMissing = (error: unknown): boolean => ['not_found', 'scope_not_found'].includes(faultOf(error).reason)

/** What browsers say of a script or style that they could not load. */
const partOfPage = /dynamically imported module|importing a module script|unable to preload/i
const partMissing: Fault = {
  reason: 'page_outdated',
  message: 'It is not on the server any more, as after an update, or the server did not answer. Load the page again; what you typed is kept.',
  requestId: null,
  details: {},
  mayPass: false,
}

const unreachable: Fault = {
  reason: 'unreachable',
  message: 'The server did not answer. Runs that were under way go on by themselves once it is back; nothing that was saved is lost.',
  requestId: null,
  details: {},
  mayPass: true,
}
