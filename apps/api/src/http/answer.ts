import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { toWire, type WireErrorData } from '../errors.ts'
import type { Call } from './env.ts'

/** An error outside tRPC, in the envelope tRPC's own have, so that a client reads one shape. */
export function answerError(c: Call, error: unknown): Response {
  const wire = toWire(error)
  const httpStatus = getHTTPStatusCodeFromError(wire)
  const data: WireErrorData = { code: wire.code, httpStatus, reason: wire.reason, details: wire.details, requestId: c.get('requestId') }
  const headers = new Headers(retryAfter([wire]))
  // The rest of a body that is too long is not read, so the connection cannot carry another request.
  if (httpStatus === 413) headers.set('connection', 'close')
  return Response.json({ error: { message: wire.message, code: TRPC_ERROR_CODES_BY_KEY[wire.code], data } }, { status: httpStatus, headers })
}

/** `Retry-After` where something was refused for its rate: the longest wait of a batch. */
export function retryAfter(errors: readonly unknown[]): Record<string, string> {
  const waits = errors.map((error) => toWire(error).details['retryAfterSeconds']).filter((wait) => typeof wait === 'number')
  return waits.length === 0 ? {} : { 'retry-after': String(Math.max(...waits)) }
}
