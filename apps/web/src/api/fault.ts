import { TRPCClientError } from '@trpc/client'
import { StrangeAnswer } from './strange-answer.ts'

/** What a page can say about a failed question. */
export interface Fault {
  /** The API's stable reason, or `unreachable` where nothing answered, `strange_answer`, `page_outdated`, or `bug`. */
  readonly reason: string
  readonly message: string
  readonly requestId: string | null
  /** What a page can use of it, such as who was faster. */
  readonly details: Readonly<Record<string, unknown>>
  /** True where asking again may help without anybody changing anything. */
  readonly mayPass: boolean
  /** Not before that long, where whoever refused said so. */
  readonly retryAfterMs: number | null
}

const passing = new Set(['database_unavailable', 'timed_out', 'rate_limited', 'source_failed', 'unreachable'])

const valueOf = (from: unknown, key: string): unknown => (typeof from === 'object' && from !== null ? Reflect.get(from, key) : null)
const textOf = (from: unknown, key: string): string | null => {
  const value = valueOf(from, key)
  return typeof value === 'string' && value !== '' ? value : null
}

const fault = (reason: string, message: string, more: Partial<Fault> = {}): Fault => ({
  reason,
  message,
  requestId: null,
  details: {},
  mayPass: passing.has(reason),
  retryAfterMs: null,
  ...more,
})

export function faultOf(error: unknown): Fault {
  if (error instanceof TRPCClientError) {
    if (error.cause instanceof StrangeAnswer) return ofStrange(error.cause)
    const data: unknown = error.data
    return data === null || data === undefined ? unreachable : ofApi(error.message, data)
  }
  if (error instanceof Error && partOfPage.test(error.message)) return partMissing
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return unreachable
  return fault('bug', error instanceof Error ? error.message : 'Something failed without saying what.')
}

function ofApi(message: string, data: object): Fault {
  const found = valueOf(data, 'details')
  const details = typeof found === 'object' && found !== null ? { ...found } : {}
  const wait = valueOf(details, 'retryAfterSeconds')
  return fault(textOf(data, 'reason') ?? 'bug', message, {
    requestId: textOf(data, 'requestId'),
    details,
    retryAfterMs: typeof wait === 'number' ? wait * 1_000 : null,
  })
}

function ofStrange({ status, retryAfterMs }: StrangeAnswer): Fault {
  if (status === 429) {
    const wait = retryAfterMs === null ? 'in a moment' : `in ${Math.ceil(retryAfterMs / 1_000)} s`
    return fault('rate_limited', `Something on the way to Echoscope takes no more requests for now. Try again ${wait}.`, { retryAfterMs })
  }
  if (status >= 500)
    return fault('unreachable', `Something on the way answered in its stead (${status}). Runs that were under way go on by themselves once it is back.`, {
      retryAfterMs,
    })
  return fault('strange_answer', 'Something else answered in its stead, such as a proxy, or a network that wants a sign-in of its own.')
}

/** What the address names is not there, or not for whoever asks: asking again changes nothing. */
export const isMissing = (error: unknown): boolean => ['not_found', 'scope_not_found'].includes(faultOf(error).reason)

/** What browsers say of a script or style that they could not load. */
const partOfPage = /dynamically imported module|importing a module script|unable to preload/i
const partMissing = fault(
  'page_outdated',
  'It is not on the server any more, as after an update, or the server did not answer. Load the page again; what you typed is kept.',
)
const unreachable = fault(
  'unreachable',
  'The server did not answer, or its answer broke off. Runs that were under way go on by themselves once it is back; nothing that was saved is lost.',
)
