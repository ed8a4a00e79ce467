import { DomainError, type ErrorCode, type ErrorDetails, type Reason } from '@echoscope/domain'
import { TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { z } from 'zod'

/** Forgetting to map a code does not compile. */
export const wireCode = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  rate_limited: 'TOO_MANY_REQUESTS',
  too_large: 'PAYLOAD_TOO_LARGE',
  timeout: 'GATEWAY_TIMEOUT',
  upstream: 'BAD_GATEWAY',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>

/** The domain's reasons, and the four that only the wire knows. */
export type WireReason = Reason | 'internal_error' | 'unknown_procedure' | 'method_not_supported' | 'unsupported_media_type'

/** What a caller gets of an error, whatever door it came through. */
export interface WireErrorData {
  readonly code: TRPC_ERROR_CODE_KEY
  readonly httpStatus: number
  readonly reason: WireReason
  readonly details: ErrorDetails
  readonly requestId: string
}

/** Carries an answer to the formatter; made by `toWire` alone. */
export class WireError extends TRPCError {
  readonly reason: WireReason
  readonly details: WireErrorData['details']

  constructor(code: TRPC_ERROR_CODE_KEY, answer: { reason: WireReason; message: string; details?: WireErrorData['details'] }, cause?: unknown) {
    super({ code, message: answer.message, cause })
    this.reason = answer.reason
    this.details = answer.details ?? {}
  }
}

/**
 * Every error as a caller may see it: what the domain says is passed on, a refused input is told by path, and everything else is a bug
 * whose words stay in the log.
 */
export function toWire(error: unknown, options: { scoped?: boolean } = {}): WireError {
  if (error instanceof WireError) return error
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error
  if (cause instanceof DomainError) return new WireError(wireCode[cause.code], cause, cause)
  if (cause instanceof z.core.$ZodError && error instanceof TRPCError && error.code === 'BAD_REQUEST')
    return new WireError('BAD_REQUEST', refusal(cause, options.scoped ?? false), cause)
  if (error instanceof TRPCError) return fromProtocol(error)
  return bug(error)
}

/** The first field of a path decides the reason; a scope that is missing or odd goes before everything else. */
const reasonOfField: Readonly<Record<string, Reason>> = {
  scope: 'scope_required',
  range: 'invalid_range',
  cursor: 'invalid_cursor',
  query: 'invalid_query',
  schedule: 'invalid_schedule',
}

function refusal(error: z.core.$ZodError, scoped: boolean): { reason: Reason; message: string; details: WireErrorData['details'] } {
  const issues = error.issues
  const about = issues.find((issue) => issue.path[0] === 'scope') ?? issues[0]
  const field = about?.path[0]
  const noObject = issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type')
  const reason = scoped && noObject ? 'scope_required' : ((typeof field === 'string' ? reasonOfField[field] : undefined) ?? 'invalid_input')
  const told = issues.slice(0, 5).map((issue) => `${pathOf(issue.path)}: ${issue.message.slice(0, 300)}`)
  const more = issues.length > 5 ? [`and ${issues.length - 5} more`] : []
  return {
    reason,
    message: `The input was refused and nothing was done. ${[...told, ...more].join('; ')}.`,
    details: { path: about === undefined ? null : pathOf(about.path), faults: issues.length },
  }
}

const pathOf = (path: readonly PropertyKey[]): string => {
  const text = path.map(String).join('.')
  return text === '' ? 'input' : text.slice(0, 100)
}

/** What tRPC itself refuses, in fixed sentences: its own would repeat the caller's path. */
function fromProtocol(error: TRPCError): WireError {
  switch (error.code) {
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return new WireError(
        'BAD_REQUEST',
        { reason: 'invalid_input', message: 'The call is not one that tRPC understands: send JSON, at most 20 calls in a batch.' },
        error,
      )
    case 'NOT_FOUND':
      return new WireError(
        'NOT_FOUND',
        { reason: 'unknown_procedure', message: 'There is no such procedure. Its name is a noun and a verb, such as brands.list.' },
        error,
      )
    case 'METHOD_NOT_SUPPORTED':
      return new WireError('METHOD_NOT_SUPPORTED', { reason: 'method_not_supported', message: 'Ask queries with GET and send mutations with POST.' }, error)
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new WireError('UNSUPPORTED_MEDIA_TYPE', { reason: 'unsupported_media_type', message: 'Send the body as application/json.' }, error)
    default:
      return bug(error)
  }
}

const bug = (error: unknown): WireError =>
  new WireError(
    'INTERNAL_SERVER_ERROR',
    { reason: 'internal_error', message: 'Something went wrong inside Echoscope. Nothing you sent explains it; the request id finds it in the log.' },
    error,
  )
